import type { Flow } from '../engine/flow.ts'
import type { Tx } from '../platform/db.ts'

/** The nodes of talks that nobody resolved. */
export async function discussedNodes(tx: Pick<Tx, 'sql'>, workspaceId: string, agentId: string): Promise<string[]> {
  const rows = await tx.sql<{ node: string }>`select node from comment_thread
    where workspace_id = ${workspaceId} and agent_id = ${agentId} and resolved_at is null order by begun_at`
  return rows.map(({ node }) => node)
}

/** Drafts of an agent that were tried whole and ran to their end, newest first. */
export async function triedFlows(tx: Pick<Tx, 'sql'>, workspaceId: string, agentId: string): Promise<Flow[]> {
  const rows = await tx.sql<{ flow: Flow }>`select v.flow from run r join revision v on v.id = r.revision_id
    where r.workspace_id = ${workspaceId} and r.agent_id = ${agentId} and r.trigger = 'try' and r.status = 'completed' order by r.created_at desc limit 20`
  return rows.map(({ flow }) => flow)
}
