import { z } from 'zod'
import { loadBlocks } from '../../../server/blocks/index.ts'
import { type Block, defineBlock } from '../../../server/engine/define-block.ts'
import { type Flow, flowSchema } from '../../../server/engine/flow.ts'
import { blocks as plain } from '../blocks.ts'
import { answerOf, slowStep, tell } from './serve.ts'

const shape = { examples: [], category: 'bench', icon: 'timer', summary: 'For the bench.', effect: 'external' as const }
const answer = z.object({ text: z.string(), ok: z.boolean() })

const large = defineBlock({ ...shape, id: 'bench.large', title: 'Large', input: z.object({}), output: answer, run: () => answerOf(20_000) })

const first = defineBlock({
  ...shape,
  id: 'bench.first',
  title: 'First',
  needs: ['run'],
  input: z.object({}),
  output: answer,
  run: ({ run }) => {
    tell('began', run.id)
    return answerOf(200)
  },
})

const slow = defineBlock({
  ...shape,
  id: 'bench.slow',
  title: 'Slow',
  needs: ['run'],
  input: z.object({ step: z.number() }),
  output: answer,
  run: async ({ input, run }) => {
    await slowStep(run.id, input.step)
    return answerOf(200)
  },
})

/** The product's blocks and those of the bench. */
export async function benchBlocks(): Promise<ReadonlyMap<string, Block>> {
  return new Map([...(await loadBlocks()), ...plain, ...[large, first, slow].map((block) => [block.card.id, block] as const)])
}

/** Groups of nodes, each group after the one before; the nodes of a group run beside each other. */
function flowOf(groups: { block: string; inputs?: Record<string, unknown> }[][]): Flow {
  const nodes: Record<string, unknown> = {}
  const wires: unknown[] = []
  groups.forEach((group, g) => {
    group.forEach(({ block, inputs = {} }, n) => {
      const literals = Object.entries(inputs).map(([port, value]) => [port, { kind: 'literal', value }])
      nodes[idOf(g, n)] = { block, inputs: Object.fromEntries(literals) }
      groups[g - 1]?.forEach((_, before) => {
        wires.push({ from: { node: idOf(g - 1, before), port: 'done' }, to: { node: idOf(g, n), port: 'after' } })
      })
    })
  })
  return flowSchema.parse({ schema: 1, nodes, wires })
}
const idOf = (group: number, place: number) => `g${String(group).padStart(2, '0')}n${String(place).padStart(2, '0')}`

const external = { block: 'bench.external' }
export const flows = {
  large: flowOf(Array.from({ length: 10 }, () => [{ block: 'bench.large' }])),
  fan: flowOf([[external], Array.from({ length: 20 }, () => external), [external]]),
  start: flowOf([[{ block: 'bench.first' }]]),
  asking: flowOf([[{ block: 'human.approval', inputs: { title: 'Go on?' } }], [external]]),
  slow: flowOf(Array.from({ length: 10 }, (_, step) => [{ block: 'bench.slow', inputs: { step } }])),
}
