import { createDbosWorld, takeUp } from '../../server/durable/index.ts'
import type { Flow } from '../../server/engine/flow.ts'
import type { LedgerHand } from '../../server/engine/hands.ts'
import { execute } from '../../server/engine/index.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { recordOpening } from '../../server/runs/opening.ts'
import { recorderOf } from '../../server/runs/recorder.ts'
import { agentWith, begin } from '../../server/runs/runs.test-kit.ts'
import { revisionOf } from '../../server/runs/store.ts'
import { blocks, catalogue } from './blocks.ts'

/** A flow of ours as often as asked: begin, take up, walk, finish; the same commits as a run worker makes, no queue between. */
export async function flowOfOurs(who: Principal, flow: Flow): Promise<() => Promise<void>> {
  const agentId = await agentWith(who, flow, catalogue)
  return async () => {
    const runId = await begin(who, agentId)
    const taken = await takeUp(runId, 1)
    if (!taken) throw new Error('the run is not there to be taken up')
    const world = createDbosWorld(taken, {
      recorder: recorderOf({ ...taken, agentName: 'bench' }),
      hands: ({ tx }) => ({
        ledger: {
          accounts: async () => {
            if (!tx) throw new Error('only for transactional blocks')
            await tx.often`insert into bench_effect (workspace_id, note) values (${who.workspaceId}, 'x')`
            return []
          },
        } as Pick<LedgerHand, 'accounts'> as LedgerHand,
      }),
    })
    recordOpening(taken, world)
    const { flow, plan } = await revisionOf(taken.workspaceId, taken.revisionId)
    const outcome = await execute({ flow, plan, blocks, input: taken.input, world })
    if (outcome.status !== 'completed') throw new Error(`the flow ended as ${outcome.status}`)
    const { output } = outcome
    await world.conclude({ change: { status: 'completed', output }, event: { key: 'completed', event: { kind: 'run.completed', output } } })
    world.close()
  }
}
