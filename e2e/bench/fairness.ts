import { asSystem } from '../../server/platform/db.ts'
import { agentWith, begin, flowOf, somebody, until } from '../../server/runs/runs.test-kit.ts'
import { beginMany } from '../approvals.test-kit.ts'

export type Flood = {
  /** Milliseconds from a run's being there to its start, for the one who comes beside the flood, and for one who is alone. */
  beside: number[]
  alone: number[]
  /** How many of the flood's runs had not ended after the last sample, so that all samples were taken beside it. */
  left: number
}

/** One workspace puts `many` runs in; another begins one run after another meanwhile. */
export async function floodLatency(many: number, samples: number): Promise<Flood> {
  const [ada, bob] = [await somebody(), await somebody()]
  const flow = flowOf({ nodes: { id: { block: 'random.id' }, say: { block: 'reply.text', inputs: { text: 'Done' } } }, wires: ['id.done > say.after'] })
  const [adas, bobs] = [await agentWith(ada, flow), await agentWith(bob, flow)]
  const one = async (): Promise<number> => {
    const run = await begin(bob, bobs)
    await until(run, 'completed', 'failed')
    const [row] = await asSystem(
      (tx) => tx.sql<{ ms: number }>`select (extract(epoch from started_at - created_at) * 1000)::float as ms from run where id = ${run}`,
    )
    return row?.ms ?? Number.NaN
  }
  const several = async (): Promise<number[]> => {
    const waited: number[] = []
    while (waited.length < samples) waited.push(await one())
    return waited
  }
  for (let n = 0; n < 5; n++) await one()
  const alone = await several()
  const flood = beginMany(ada, adas, many)
  await untilQueued(ada.workspaceId, Math.min(500, many / 2))
  const beside = await several()
  await flood
  const [row] = await asSystem(
    (tx) => tx.sql<{ left: number }>`select count(*) as left from run where workspace_id = ${ada.workspaceId} and status <> 'completed'`,
  )
  return { beside, alone, left: row?.left ?? 0 }
}

async function untilQueued(workspaceId: string, many: number): Promise<void> {
  for (;;) {
    const [row] = await asSystem((tx) => tx.sql<{ n: number }>`select count(*) as n from run where workspace_id = ${workspaceId}`)
    if ((row?.n ?? 0) >= many) return
    await new Promise((done) => setTimeout(done, 20))
  }
}
