import type { Flow } from '../engine/flow.ts'
import type { Tx } from '../platform/db.ts'

/** What a document holds after update `after`: its changes, or all of it when they are not kept one by one any more. */
export type DocumentPart = {
  parts: Uint8Array[]
  base: number
  newest: number
  draftVersion: number /** The draft's version when it was written from here. */
  noted: number
  /** Who wrote its beginning; null while it was never begun anew. */
  root: number | null
}

/** Undefined when the agent has no document (or does not exist). Before everything: `after` -1. */
export async function documentAfter(tx: Tx, workspaceId: string, agentId: string, after: number): Promise<DocumentPart | undefined> {
  const [row] = await tx.sql<{
    state: Buffer | null
    changes: Buffer[] | null
    base: number
    newest: number
    draftVersion: number
    noted: number
    root: number | null
  }>`
    select d.root, d.draft_version as noted, d.base, d.newest, a.draft_version as "draftVersion", case when d.base > ${after}::bigint then d.state end as state,
      (select array_agg(u.update order by u.seq) from flow_update u where u.agent_id = d.agent_id and u.seq > ${after}::bigint) as changes
    from flow_document d join agent a on a.id = d.agent_id where d.workspace_id = ${workspaceId} and d.agent_id = ${agentId}`
  return (
    row && {
      base: row.base,
      newest: row.newest,
      draftVersion: row.draftVersion,
      noted: row.noted,
      root: row.root,
      parts: [...(row.state ? [row.state] : []), ...(row.changes ?? [])],
    }
  )
}

export async function insertDocument(tx: Tx, workspaceId: string, agentId: string, state: Uint8Array, draftVersion: number): Promise<void> {
  await tx.sql`insert into flow_document (agent_id, workspace_id, state, draft_version) values (${agentId}, ${workspaceId}, ${state}, ${draftVersion})`
}

/** The document reads as this version of the draft. */
export async function noteDraft(tx: Tx, workspaceId: string, agentId: string, draftVersion: number): Promise<void> {
  await tx.sql`update flow_document set draft_version = ${draftVersion} where workspace_id = ${workspaceId} and agent_id = ${agentId}`
}

export type Change = { workspaceId: string; agentId: string; seq: number; update: Uint8Array; personId: string | null; flow: Flow }

/** Keeps a change, and what the draft reads as with it. Answers the draft's version. The caller holds the agent. */
export async function insertChange(tx: Tx, { workspaceId, agentId, seq, update, personId, flow }: Change): Promise<number> {
  await tx.sql`insert into flow_update (agent_id, workspace_id, seq, update, person_id) values (${agentId}, ${workspaceId}, ${seq}, ${update}, ${personId})`
  await tx.sql`update flow_document set newest = ${seq}, changed_at = now() where workspace_id = ${workspaceId} and agent_id = ${agentId}`
  const version = await replaceDraft(tx, workspaceId, agentId, flow)
  await noteDraft(tx, workspaceId, agentId, version)
  return version
}

/** Makes one of what was kept change by change. */
export async function compactDocument(tx: Tx, workspaceId: string, agentId: string, upTo: number, state: Uint8Array): Promise<void> {
  await tx.sql`update flow_document set state = ${state}, base = ${upTo} where workspace_id = ${workspaceId} and agent_id = ${agentId}`
  await tx.sql`delete from flow_update where workspace_id = ${workspaceId} and agent_id = ${agentId} and seq <= ${upTo}`
}

export async function replaceDraft(tx: Tx, workspaceId: string, agentId: string, flow: Flow): Promise<number> {
  const [row] = await tx.sql<{ version: number }>`update agent set draft = ${JSON.stringify(flow)}::jsonb, draft_version = draft_version + 1, updated_at = now()
    where workspace_id = ${workspaceId} and id = ${agentId} returning draft_version as version`
  return row?.version ?? 0
}

/** Has the document changed so often since its beginning that it may be begun anew, and rested so long that hardly anybody has it open? */
export async function isRested(tx: Tx, workspaceId: string, agentId: string, { changes, hours }: { changes: number; hours: number }): Promise<boolean> {
  const rows = await tx.sql`select 1 from flow_document where workspace_id = ${workspaceId} and agent_id = ${agentId}
    and newest - begun >= ${changes} and changed_at < now() - make_interval(hours => ${hours})`
  return rows.length > 0
}

type Beginning = { workspaceId: string; agentId: string; state: Uint8Array; root: number; former: Uint8Array; formerRoot: number }

/** Puts a new beginning in the place of all that was, which is kept beside it. The caller holds the agent. */
export async function replaceDocument(tx: Tx, { workspaceId, agentId, state, root, former, formerRoot }: Beginning): Promise<void> {
  await tx.sql`insert into flow_former (agent_id, root, workspace_id, state) values (${agentId}, ${formerRoot}, ${workspaceId}, ${former})`
  await tx.sql`delete from flow_update where workspace_id = ${workspaceId} and agent_id = ${agentId}`
  await tx.sql`update flow_document set state = ${state}, root = ${root}, newest = newest + 1, base = newest + 1, begun = newest + 1
    where workspace_id = ${workspaceId} and agent_id = ${agentId}`
}

/** It was looked at, and is hardly larger than it must be: not again before it has changed as often once more. */
export async function noteBeginning(tx: Tx, workspaceId: string, agentId: string): Promise<void> {
  await tx.sql`update flow_document set begun = newest where workspace_id = ${workspaceId} and agent_id = ${agentId}`
}

/** What the document was before, the latest first. Root 0: before it was ever begun anew. */
export async function formersOf(tx: Tx, workspaceId: string, agentId: string): Promise<{ root: number; state: Uint8Array }[]> {
  return await tx.sql`select root, state from flow_former where workspace_id = ${workspaceId} and agent_id = ${agentId} order by left_at desc`
}

export async function writeFormer(tx: Tx, workspaceId: string, agentId: string, { root, state }: { root: number; state: Uint8Array }): Promise<void> {
  await tx.sql`update flow_former set state = ${state} where workspace_id = ${workspaceId} and agent_id = ${agentId} and root = ${root}`
}
