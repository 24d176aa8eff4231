import type { Flow } from '../engine/flow.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { agentWith, flowOf } from '../runs/runs.test-kit.ts'
import { syncTrigger } from './sync-trigger.ts'

/** An agent published with this flow, and what starts it set up. */
export async function triggered(who: Principal, flow: Flow | Parameters<typeof flowOf>[0]): Promise<string> {
  const agent = await agentWith(who, 'schema' in flow ? flow : flowOf(flow))
  await inWorkspace(who.workspaceId, (tx) => syncTrigger(tx, who.workspaceId, agent))
  return agent
}

export type RunRow = { id: string; status: string; trigger: string; input: Record<string, unknown>; parent: string | null; root: string | null; depth: number }

/** The runs of an agent, oldest first. */
export async function runsOf(agent: string): Promise<RunRow[]> {
  return await asSystem(
    (tx) =>
      tx.sql<RunRow>`select id, status, trigger, input, parent_run as parent, root_run as root, depth from run where agent_id = ${agent} order by created_at, id`,
  )
}

export const setNext = (agent: string, at: string) => asSystem((tx) => tx.sql`update agent_trigger set next_at = ${at} where agent_id = ${agent}`)

export async function nextOf(agent: string): Promise<string | null> {
  const [row] = await asSystem((tx) => tx.sql<{ next: string | null }>`select next_at as next from agent_trigger where agent_id = ${agent}`)
  return row?.next ?? null
}
