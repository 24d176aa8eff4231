import { createHash } from 'node:crypto'
import type { Flow } from '../engine/flow.ts'
import type { Question } from '../engine/hands.ts'
import type { Json } from '../kernel/json.ts'
import { append, findByKey } from '../memory/feed/index.ts'
import { asSystem, inWorkspace, type Tx } from '../platform/db.ts'
import type { StateDelta } from './state-change.ts'

type Sql = Pick<Tx, 'sql'>

/** The address of the workspace an agent lives in. Above tenants: what comes of it must go through membership. */
export async function workspaceOfAgent(agentId: string): Promise<string | undefined> {
  const [row] = await asSystem(
    (tx) => tx.sql<{ slug: string }>`select w.slug from agent a join workspace w on w.id = a.workspace_id where a.id = ${agentId} and a.archived_at is null`,
  )
  return row?.slug
}

/** The same for a room. */
export async function workspaceOfRoom(roomId: string): Promise<string | undefined> {
  const [row] = await asSystem((tx) => tx.sql<{ slug: string }>`select w.slug from room r join workspace w on w.id = r.workspace_id where r.id = ${roomId}`)
  return row?.slug
}

export async function isRoomOf(tx: Sql, workspaceId: string, roomId: string, agentId: string): Promise<boolean> {
  const rows = await tx.sql`select 1 from room r join room_member m on m.room_id = r.id and m.kind = 'agent' and m.member_id = ${agentId}
    where r.id = ${roomId} and r.workspace_id = ${workspaceId}`
  return rows.length === 1
}

/** The newest run of an agent in a room; when that failed, the one before it if there is one. */
export async function latestRun(tx: Sql, workspaceId: string, roomId: string, agentId: string): Promise<string | undefined> {
  const rows = await tx.sql<{ id: string; status: string }>`select id, status from run
    where workspace_id = ${workspaceId} and outlet = ${roomId} and agent_id = ${agentId} order by created_at desc, id desc limit 2`
  const [newest, before] = rows
  return newest?.status === 'failed' && before ? before.id : newest?.id
}

/** Where a run's first entry stands in its room. */
export async function beginningOf(tx: Sql, workspaceId: string, roomId: string, runId: string): Promise<number | undefined> {
  const [row] = await tx.sql<{ seq: number }>`select min(seq) as seq from feed_entry
    where feed_id = ${roomId} and workspace_id = ${workspaceId} and producer_key in (${`${runId}:queued`}, ${`${runId}:1:started`})`
  return row?.seq
}

/** All that ever changed what a room shares, oldest first. */
export async function stateDeltas(tx: Sql, workspaceId: string, roomId: string): Promise<StateDelta[]> {
  return await tx.sql<StateDelta>`select seq, body -> 'delta' as delta from feed_entry
    where feed_id = ${roomId} and workspace_id = ${workspaceId} and kind = 'STATE_DELTA' order by seq`
}

/** Where the room was told that these questions were answered. */
export async function answeredAt(tx: Sql, workspaceId: string, roomId: string, waitIds: readonly string[]): Promise<number | undefined> {
  const [row] = await tx.sql<{ seq: number | null }>`select min(seq) as seq from feed_entry
    where feed_id = ${roomId} and workspace_id = ${workspaceId} and kind = 'CUSTOM' and body ->> 'name' = 'hearth.answered'
      and body -> 'value' ->> 'waitId' = any(${[...waitIds]}::text[])`
  return row?.seq ?? undefined
}

/** The newest run that has not ended, whether it works or waits. */
export async function unendedRun(tx: Sql, workspaceId: string, roomId: string, agentId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`select id from run where workspace_id = ${workspaceId} and outlet = ${roomId} and agent_id = ${agentId}
    and status in ('queued', 'running', 'waiting', 'paused') order by created_at desc limit 1`
  return row?.id
}

/** Which of these messages were said in the room before. */
export async function saidMessages(tx: Sql, workspaceId: string, roomId: string, keys: ReadonlyMap<string, string>): Promise<Set<string>> {
  const rows = await tx.sql<{ key: string }>`select producer_key as key from feed_entry
    where feed_id = ${roomId} and workspace_id = ${workspaceId} and producer_key = any(${[...keys.keys()]}::text[])`
  return new Set(rows.flatMap((row) => keys.get(row.key) ?? []))
}

export type ClientRun = {
  roomId: string
  personId: string
  author: string
  agentId: string
  clientRunId: string
  engineRunId: string
  waitIds: readonly string[]
}

/**
 * Notes in the room which of our runs a client's runId means, and from where: everything after this entry. Kept in the
 * feed, so there is nothing else to keep in step. The same note twice is one.
 */
export async function noteClientRun(tx: Tx, run: ClientRun): Promise<number> {
  const body: Json = {
    type: 'CUSTOM',
    name: 'hearth.client-run',
    value: { clientRunId: run.clientRunId, runId: run.engineRunId, waitIds: [...run.waitIds] },
    metadata: { roomId: run.roomId, authorId: run.author },
  }
  // under its id alone as well, to be found by those who know nothing of its questions; the first run of an id keeps it
  const keys = new Set([clientRunKey(run), clientRunKey({ ...run, waitIds: [] })])
  const [seq] = await append(
    tx,
    run.roomId,
    [...keys].map((key) => ({ key, kind: 'CUSTOM', body })),
  )
  return seq ?? 0
}

export async function findClientRun(
  tx: Sql,
  workspaceId: string,
  run: Omit<ClientRun, 'engineRunId' | 'author'>,
): Promise<{ engineRunId: string; seq: number } | undefined> {
  const entry = await findByKey(tx, workspaceId, run.roomId, clientRunKey(run))
  const value = entry && (entry.body as { value: { runId: string } }).value
  return entry && value && { engineRunId: value.runId, seq: entry.seq }
}

/** A resume may come under the id of the run it resumes, so the questions it answers are part of the name. */
function clientRunKey({ personId, agentId, clientRunId, waitIds }: Pick<ClientRun, 'personId' | 'agentId' | 'clientRunId' | 'waitIds'>): string {
  const name = createHash('sha256')
    .update(JSON.stringify([personId, agentId, clientRunId, ...[...waitIds].sort()]))
    .digest('hex')
  return `client-run:${name}`
}

export async function isRunIn(tx: Sql, workspaceId: string, roomId: string, runId: string): Promise<boolean> {
  return (await tx.sql`select 1 from run where id = ${runId} and workspace_id = ${workspaceId} and outlet = ${roomId}`).length === 1
}

export async function waitOf(
  tx: Sql,
  workspaceId: string,
  key: { agentId: string; runId: string; waitId: string },
): Promise<{ kind: Question['kind'] } | undefined> {
  const [row] = await tx.sql<{ kind: Question['kind'] }>`select w.question ->> 'kind' as kind from run_wait w join run u on u.id = w.run_id
    where w.id = ${key.waitId} and u.id = ${key.runId} and u.agent_id = ${key.agentId} and u.workspace_id = ${workspaceId}`
  return row
}

export type ThreadRow = { threadId: string; title: string; createdAt: string; updatedAt: string; waiting: number }

/** Rooms with this agent, last talk first; those put away are left out. */
export function threadRows(
  tx: Sql,
  workspaceId: string,
  agentId: string,
  { limit, after, only }: { limit: number; after: { at: string; id: string } | null /** One room, of a guest. */; only: string | null },
): Promise<ThreadRow[]> {
  return tx.sql<ThreadRow>`select r.id as "threadId", r.title, r.created_at as "createdAt", r.last_at as "updatedAt",
      (select count(*)::int from run u join run_wait w on w.run_id = u.id and w.status = 'open' and w.kind = 'human' and w.question ->> 'kind' <> 'tool'
        where u.outlet = r.id and u.agent_id = ${agentId} and u.status not in ('completed', 'failed', 'cancelled')) as waiting
    from room r join room_member m on m.room_id = r.id and m.kind = 'agent' and m.member_id = ${agentId}
    where r.workspace_id = ${workspaceId} and not r.trial and (r.id = ${only}::uuid or (${only}::uuid is null and r.archived_at is null))
      and (${after?.at ?? null}::timestamptz is null or (r.last_at, r.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by r.last_at desc, r.id desc limit ${limit}`
}

export type TalkingAgent = { id: string; name: string; description: string; flow: Flow }

/** The published agents of all workspaces this person is a member of, or of one, that begin with a chat message. Above tenants, by membership. */
export async function talkingAgents(personId: string, workspaceId?: string): Promise<TalkingAgent[]> {
  return asSystem(
    (tx) => tx.sql<TalkingAgent>`select a.id, a.name, a.description, r.flow from membership m join agent a on a.workspace_id = m.workspace_id
      join revision r on r.id = a.published_revision
      where m.person_id = ${personId} and a.archived_at is null and (${workspaceId ?? null}::uuid is null or m.workspace_id = ${workspaceId ?? null}::uuid)
        and jsonb_path_exists(r.flow, '$.nodes.*.block ? (@ == "chat.message")')
      order by a.name, a.id limit 200`,
  )
}

/** As it is published; its draft before the first time. */
export async function agentAsItIs(workspaceId: string, agentId: string): Promise<TalkingAgent | undefined> {
  const [row] = await inWorkspace(
    workspaceId,
    (tx) => tx.sql<TalkingAgent>`select a.id, a.name, a.description, coalesce(r.flow, a.draft) as flow
      from agent a left join revision r on r.id = a.published_revision where a.id = ${agentId} and a.workspace_id = ${workspaceId}`,
  )
  return row
}
