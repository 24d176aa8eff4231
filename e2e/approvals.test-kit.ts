import type { Principal } from '../server/kernel/principal.ts'
import { openLedger } from '../server/memory/records/index.ts'
import { asSystem, inWorkspace } from '../server/platform/db.ts'
import { beginRun } from '../server/runs/index.ts'
import { agentWith, eventually, flowOf, somebody } from '../server/runs/runs.test-kit.ts'

export type Waiting = { who: Principal; run: string; wait: string }

/** A person with money and an agent that sends a cent to Anna when it may. */
export async function payer(): Promise<{ who: Principal; agent: string }> {
  const who = await somebody()
  await inWorkspace(who.workspaceId, (tx) => openLedger(tx, who.workspaceId, 'Ada'))
  const flow = flowOf({
    nodes: { ask: { block: 'human.approval', inputs: { title: 'Send it?' } }, send: { block: 'ledger.transfer', inputs: { to: 'anna', amount: '0.01' } } },
    wires: ['ask.approved > send.after'],
  })
  return { who, agent: await agentWith(who, flow) }
}

/** Begins so many runs of the agent, a hundred in each transaction. */
export async function beginMany({ workspaceId, personId }: Principal, agentId: string, many: number): Promise<string[]> {
  const runs: string[] = []
  while (runs.length < many) {
    const next = Math.min(100, many - runs.length)
    await inWorkspace(workspaceId, async (tx) => {
      for (let n = 0; n < next; n++) runs.push(await beginRun(tx, { workspaceId, agentId, trigger: 'manual', input: {}, startedBy: personId }))
    })
  }
  return runs
}

/** Their open questions, once all these runs are put away. */
export async function parked(who: Principal, runs: readonly string[], withinMs = 120_000): Promise<Waiting[]> {
  const rows = await eventually(
    async () => {
      const found = await asSystem(
        (tx) => tx.sql<{ run: string; wait: string }>`select w.run_id::text as run, w.id::text as wait from run_wait w join run r on r.id = w.run_id
          where r.id = any(${runs}::uuid[]) and r.status = 'waiting' and w.status = 'open'`,
      )
      return found.length === runs.length ? found : undefined
    },
    `${runs.length} runs to wait`,
    withinMs,
  )
  return rows.map((row) => ({ who, ...row }))
}

/** The same things in another order. */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const order = list.map((item) => ({ item, at: random() }))
  return order.sort((a, b) => a.at - b.at).map(({ item }) => item)
}
