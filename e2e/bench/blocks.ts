import { z } from 'zod'
import type { Catalogue } from '../../server/engine/card.ts'
import { type Block, defineBlock } from '../../server/engine/define-block.ts'
import type { Flow } from '../../server/engine/flow.ts'

/** What a step gives back: about 200 bytes of JSON, or 20 kB of text that does not pack well, as a model's answer. */
export const answers = {
  small: { text: 'x'.repeat(180), ok: true },
  large: { text: words(20_000), ok: true },
}
export type Size = keyof typeof answers

const shape = {
  input: z.object({}),
  output: z.object({ text: z.string(), ok: z.boolean() }),
  examples: [],
  category: 'bench',
  icon: 'timer',
  summary: 'For the bench.',
}

const external = (size: Size) => defineBlock({ ...shape, id: `bench.external-${size}`, title: 'External', effect: 'external', run: () => answers[size] })

/** Writes one row of its own in the commit of its checkpoint. */
const transactional = (size: Size) =>
  defineBlock({
    ...shape,
    id: `bench.transactional-${size}`,
    title: 'Transactional',
    effect: 'transactional',
    needs: ['ledger'],
    run: async ({ ledger }) => {
      await ledger.accounts()
      return answers[size]
    },
  })

export const blocks: ReadonlyMap<string, Block> = new Map(
  [external('small'), external('large'), transactional('small'), transactional('large')].map((block) => [block.card.id, block]),
)
export const catalogue: Catalogue = new Map([...blocks].map(([id, block]) => [id, block.card]))

const node = (block: string) => ({ block, version: 1, inputs: {}, position: { x: 0, y: 0 } })
const name = (i: number) => `n${String(i).padStart(3, '0')}`
const after = (from: string, to: string) => ({ from: { node: from, port: 'done' }, to: { node: to, port: 'after' } })

/** `length` blocks, one after another. */
export function chain(block: string, length: number): Flow {
  const ids = Array.from({ length }, (_, i) => name(i))
  return { schema: 1, nodes: Object.fromEntries(ids.map((id) => [id, node(block)])), wires: ids.slice(1).map((id, i) => after(name(i), id)) }
}

/** One block, `width` beside each other, one. */
export function fan(block: string, width: number): Flow {
  const arms = Array.from({ length: width }, (_, i) => name(i))
  return {
    schema: 1,
    nodes: Object.fromEntries(['a-first', ...arms, 'z-last'].map((id) => [id, node(block)])),
    wires: arms.flatMap((id) => [after('a-first', id), after(id, 'z-last')]),
  }
}

/** The same in every run of the bench. */
function words(length: number): string {
  let text = ''
  for (let state = 1; text.length < length; ) {
    state = (state * 48_271) % 2_147_483_647
    text += `${state.toString(36)} `
  }
  return text.slice(0, length)
}
