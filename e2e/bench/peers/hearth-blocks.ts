import { z } from 'zod'
import { loadBlocks } from '../../../server/blocks/index.ts'
import { type Block, defineBlock } from '../../../server/engine/define-block.ts'
import { type Flow, flowSchema } from '../../../server/engine/flow.ts'
import { blocks as plain } from '../blocks.ts'
import { slowStep, tell } from './serve.ts'

const shape = {
  effect: 'external' as const,
  needs: ['run' as const],
  output: z.object({ ok: z.boolean() }),
  examples: [],
  category: 'bench',
  icon: 'timer',
  summary: 'For the bench.',
}

const first = defineBlock({
  ...shape,
  id: 'bench.first',
  title: 'First',
  input: z.object({}),
  run: ({ run }) => ({ ok: tell('began', run.id) ?? false }),
})

const slow = defineBlock({
  ...shape,
  id: 'bench.slow',
  title: 'Slow',
  input: z.object({ step: z.number() }),
  run: async ({ input, run }) => {
    await slowStep(run.id, input.step)
    return { ok: true }
  },
})

/** The product's blocks and those of the bench. */
export async function benchBlocks(): Promise<ReadonlyMap<string, Block>> {
  return new Map([...(await loadBlocks()), ...plain, ...[first, slow].map((block) => [block.card.id, block] as const)])
}

type Step = { block: string; inputs?: Record<string, unknown> }

/** One block after another. */
function series(...steps: Step[]): Flow {
  const id = (place: number) => `n${place}`
  return flowSchema.parse({
    schema: 1,
    nodes: Object.fromEntries(
      steps.map(({ block, inputs = {} }, place) => [
        id(place),
        { block, inputs: Object.fromEntries(Object.entries(inputs).map(([port, value]) => [port, { kind: 'literal', value }])) },
      ]),
    ),
    wires: steps.slice(1).map((_, before) => ({ from: { node: id(before), port: 'done' }, to: { node: id(before + 1), port: 'after' } })),
  })
}

export const flows = {
  start: series({ block: 'bench.first' }),
  asking: series({ block: 'human.approval', inputs: { title: 'Go on?' } }, { block: 'bench.external-small' }),
  slow: series(...Array.from({ length: 10 }, (_, step) => ({ block: 'bench.slow', inputs: { step } }))),
}
