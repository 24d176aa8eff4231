import { z } from 'zod'
import type { Catalogue } from '../../server/engine/card.ts'
import { type Block, defineBlock } from '../../server/engine/define-block.ts'
import type { Flow } from '../../server/engine/flow.ts'

/** What a step gives back everywhere in the bench: about 200 bytes of JSON. */
export const answer = { text: 'x'.repeat(180), ok: true }

const shape = {
  input: z.object({}),
  output: z.object({ text: z.string(), ok: z.boolean() }),
  examples: [],
  category: 'bench',
  icon: 'timer',
  summary: 'For the bench.',
}

const external = defineBlock({ ...shape, id: 'bench.external', title: 'External', effect: 'external', run: () => answer })

/** Writes one row of its own in the commit of its checkpoint. */
const transactional = defineBlock({
  ...shape,
  id: 'bench.transactional',
  title: 'Transactional',
  effect: 'transactional',
  needs: ['ledger'],
  run: async ({ ledger }) => {
    await ledger.accounts()
    return answer
  },
})

export const blocks: ReadonlyMap<string, Block> = new Map([external, transactional].map((block) => [block.card.id, block]))
export const catalogue: Catalogue = new Map([...blocks].map(([id, block]) => [id, block.card]))

/** `length` blocks, one after another. */
export function chain(block: string, length: number): Flow {
  const ids = Array.from({ length }, (_, i) => `n${String(i).padStart(3, '0')}`)
  return {
    schema: 1,
    nodes: Object.fromEntries(ids.map((id) => [id, { block, version: 1, inputs: {}, position: { x: 0, y: 0 } }])),
    wires: ids.slice(1).map((id, i) => ({ from: { node: ids[i] ?? '', port: 'done' }, to: { node: id, port: 'after' } })),
  }
}
