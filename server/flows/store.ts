import type { Flow } from '../engine/flow.ts'
import type { CompiledPlan } from '../engine/plan.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import { newId } from '../kernel/ids.ts'
import type { Json } from '../kernel/json.ts'
import { hashOf } from '../platform/canonical.ts'
import type { Tx } from '../platform/db.ts'
import { movePointer } from './pointers-store.ts'

export type AgentRow = {
  id: string
  name: string
  description: string
  icon: string
  template: string | null
  draft: Flow
  draftVersion: number
  publishedNumber: number | null
  publishedHash: string | null
  createdAt: string
  updatedAt: string
  /** What is published (else the draft) begins with a chat message. */
  talks: boolean
}

export type Revision = { id: string; number: number; hash: string; flow: Flow; plan: CompiledPlan }

/** Names a flow by its content: two drafts with the same hash are the same. */
export const flowHash = (flow: Flow): string => hashOf(flow as unknown as Json).toString('hex')

export async function listAgentRows(tx: Tx, workspaceId: string): Promise<Omit<AgentRow, 'draft' | 'draftVersion' | 'publishedHash'>[]> {
  return tx.sql`
    select a.id, a.name, a.description, a.icon, a.template, a.created_at as "createdAt", a.updated_at as "updatedAt", r.number as "publishedNumber",
      jsonb_path_exists(coalesce(r.flow, a.draft), '$.nodes.*.block ? (@ == "chat.message")') as talks
    from agent a left join revision r on r.id = a.published_revision
    where a.workspace_id = ${workspaceId} and a.archived_at is null order by a.updated_at desc, a.id desc`
}

export async function findAgent(tx: Tx, workspaceId: string, agentId: string): Promise<AgentRow | undefined> {
  const [row] = await tx.sql<AgentRow>`
    select a.id, a.name, a.description, a.icon, a.template, a.draft, a.draft_version as "draftVersion",
      a.created_at as "createdAt", a.updated_at as "updatedAt", r.number as "publishedNumber", r.hash as "publishedHash",
      jsonb_path_exists(coalesce(r.flow, a.draft), '$.nodes.*.block ? (@ == "chat.message")') as talks
    from agent a left join revision r on r.id = a.published_revision
    where a.workspace_id = ${workspaceId} and a.id = ${agentId}`
  return row
}

/** Waits for whoever is changing this agent now; holds it until the transaction ends. */
export async function lockAgent(tx: Tx, workspaceId: string, agentId: string): Promise<void> {
  await tx.sql`select id from agent where workspace_id = ${workspaceId} and id = ${agentId} for no key update`
}

export type NewAgent = { workspaceId: string; name: string; description: string; icon: string; template: string | null; draft: Flow; createdBy: string }

export async function insertAgent(tx: Tx, agent: NewAgent): Promise<string> {
  const id = newId()
  await tx.sql`insert into agent (id, workspace_id, name, description, icon, template, draft, created_by)
    values (${id}, ${agent.workspaceId}, ${agent.name}, ${agent.description}, ${agent.icon}, ${agent.template}, ${JSON.stringify(agent.draft)}::jsonb, ${agent.createdBy})`
  return id
}

export async function writeAgent(
  tx: Tx,
  workspaceId: string,
  agentId: string,
  change: { name?: string | undefined; description?: string | undefined; archived?: boolean | undefined },
): Promise<boolean> {
  const rows = await tx.sql`update agent set
      name = coalesce(${change.name ?? null}, name), description = coalesce(${change.description ?? null}, description),
      archived_at = case ${change.archived ?? null}::boolean when true then coalesce(archived_at, now()) when false then null else archived_at end, updated_at = now()
    where workspace_id = ${workspaceId} and id = ${agentId} returning id`
  return rows.length > 0
}

export type NewRevision = {
  workspaceId: string
  agentId: string
  flow: Flow
  plan: CompiledPlan
  name?: string
  note: string
  publishedBy: string
  /** Nodes whose called flow was named by publishing. */
  pinned?: string[]
  restoredFrom?: number
  /** Where it is to run. */
  environment?: EnvironmentName
}

/**
 * Adds the next revision and points its environment at it. The caller holds {@link lockAgent}, so numbers are gap-free. The draft's
 * version grows too, so that who publishes at the same time on the old one is told; not for a revision brought back, which touches no draft.
 */
export async function insertRevision(tx: Tx, { workspaceId, agentId, flow, plan, note, publishedBy, ...more }: NewRevision): Promise<void> {
  const id = newId()
  const { name = '', pinned = [], restoredFrom = null, environment = 'production' } = more
  const [made] = await tx.sql<{
    number: number
  }>`insert into revision (id, workspace_id, agent_id, number, hash, flow, plan, plan_hash, name, note, published_by, pinned, restored_from)
    select ${id}, ${workspaceId}, ${agentId}, coalesce(max(number), 0) + 1, ${flowHash(flow)}, ${JSON.stringify(flow)}::jsonb, ${JSON.stringify(plan)}::jsonb, ${plan.hash},
      ${name}, ${note}, ${publishedBy}, ${pinned}::text[], ${restoredFrom}::integer
    from revision where workspace_id = ${workspaceId} and agent_id = ${agentId} returning number`
  if (restoredFrom === null)
    await tx.sql`update agent set draft_version = draft_version + 1, updated_at = now() where workspace_id = ${workspaceId} and id = ${agentId}`
  await movePointer(tx, workspaceId, { agentId, environment, number: made?.number ?? 0, note, by: publishedBy })
}

/** Where each of these agents is at in an environment, or else in production. */
export async function publishedRevisions(tx: Tx, workspaceId: string, agents: string[], environment: EnvironmentName): Promise<Map<string, string>> {
  const rows = await tx.sql<{ id: string; revision: string }>`select a.id, coalesce(p.revision_id, a.published_revision) as revision
    from agent a left join agent_pointer p on p.agent_id = a.id and p.environment = ${environment}
    where a.workspace_id = ${workspaceId} and a.id = any(${agents}::uuid[]) and a.archived_at is null and coalesce(p.revision_id, a.published_revision) is not null`
  return new Map(rows.map(({ id, revision }) => [id, revision]))
}

/** What runs when somebody talks to the agent; undefined when it was never published (or does not exist). */
export async function publishedRevision(tx: Tx, workspaceId: string, agentId: string): Promise<Revision | undefined> {
  const [row] = await tx.sql<Revision>`select r.id, r.number, r.hash, r.flow, r.plan from agent a join revision r on r.id = a.published_revision
    where a.workspace_id = ${workspaceId} and a.id = ${agentId} and a.archived_at is null`
  return row
}
