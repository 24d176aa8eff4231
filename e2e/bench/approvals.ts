import { answerWait } from '../../server/runs/index.ts'
import { agentWith, flowOf, somebody, stateOf } from '../../server/runs/runs.test-kit.ts'
import { beginMany, parked, shuffled } from '../approvals.test-kit.ts'
import { seeded } from '../crash/seeded.test-kit.ts'

/**
 * Milliseconds from answering a question to seeing its run completed, over another connection, with `many` others parked beside it.
 * One after another, in random order. `between` happens once all of them wait.
 */
export async function answerLatency(many: number, samples: number, between: () => Promise<void> = async () => undefined): Promise<number[]> {
  const who = await somebody()
  const flow = flowOf({
    nodes: { ask: { block: 'human.approval', inputs: { title: 'Send it?' } }, say: { block: 'reply.text', inputs: { text: 'Done' } } },
    wires: ['ask.approved > say.after'],
  })
  const waiting = await parked(who, await beginMany(who, await agentWith(who, flow), many + samples + 5), 600_000)
  await between()
  const taken: number[] = []
  for (const { run, wait } of shuffled(waiting, seeded(1)).slice(0, samples + 5)) {
    const from = performance.now()
    await answerWait(who, { wait, outcome: 'approved', value: {} })
    while ((await stateOf(run)).status !== 'completed') await new Promise((done) => setTimeout(done, 1))
    taken.push(performance.now() - from)
  }
  return taken.slice(5) // the first ones only warm both sides
}
