import type { Why } from '../conversation/index.ts'
import type { Given } from '../engine/hands.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import { systemSql } from '../platform/db.ts'
import type { Sql } from './member-store.ts'

export type Turn = {
  id: string
  workspaceId: string
  roomId: string
  messageId: string
  rootId: string
  hop: number
  agentId: string
  runId: string
  text: string
  said: boolean
  authorId: string
  author: string
  personId: string
  trigger: 'chat' | 'agui' | 'try'
  why: Why
  files: FileRef[]
  /** How often another answer was asked for before. */
  attempt?: number
  /** What an app gave along with the message. */
  given?: Given | null
}

export async function insertTurn(tx: Sql, turn: Turn, state: 'queued' | 'begun'): Promise<void> {
  await tx.sql`insert into room_turn (id, workspace_id, room_id, message_id, root_id, hop, agent_id, run_id, state, text, said, author_id, author, person_id, trigger, why, files, attempt, given)
    values (${turn.id}, ${turn.workspaceId}, ${turn.roomId}, ${turn.messageId}, ${turn.rootId}, ${turn.hop}, ${turn.agentId}, ${turn.runId}, ${state}, ${turn.text},
      ${turn.said}, ${turn.authorId}, ${turn.author}, ${turn.personId}, ${turn.trigger}, ${JSON.stringify(turn.why)}::jsonb, ${JSON.stringify(turn.files)}::jsonb, ${turn.attempt ?? 0},
      ${turn.given ? JSON.stringify(turn.given) : null}::jsonb)`
}

/** The first turn that came of a message. */
export async function turnOfMessage(
  tx: Sql,
  workspaceId: string,
  roomId: string,
  messageId: string,
): Promise<{ id: string; runId: string; state: string } | undefined> {
  const [row] = await tx.sql<{ id: string; runId: string; state: string }>`select id, run_id as "runId", state from room_turn
    where room_id = ${roomId} and workspace_id = ${workspaceId} and message_id = ${messageId} order by place limit 1`
  return row
}

/** The caller holds the room's row. Undefined when there is no such turn in the room. */
export async function turnIn(tx: Sql, workspaceId: string, roomId: string, turnId: string): Promise<(Turn & { state: string; edits: number }) | undefined> {
  const [row] = await tx.sql<
    Turn & { state: string; edits: number }
  >`select id, workspace_id as "workspaceId", room_id as "roomId", message_id as "messageId", root_id as "rootId", hop,
      agent_id as "agentId", run_id as "runId", text, said, author_id as "authorId", author, person_id as "personId", trigger, why, files, given, state, edits
    from room_turn where id = ${turnId} and room_id = ${roomId} and workspace_id = ${workspaceId}`
  return row
}

/** The turn whose answer this run was, in whatever room of the workspace. */
export async function turnOfRun(tx: Sql, workspaceId: string, runId: string): Promise<(Turn & { state: string }) | undefined> {
  const [row] = await tx.sql<
    Turn & { state: string }
  >`select id, workspace_id as "workspaceId", room_id as "roomId", message_id as "messageId", root_id as "rootId", hop,
      agent_id as "agentId", run_id as "runId", text, said, author_id as "authorId", author, person_id as "personId", trigger, why, files, given, state
    from room_turn where run_id = ${runId} and workspace_id = ${workspaceId}`
  return row
}

/** How many turns of this agent about this message there were. */
export async function countAttempts(tx: Sql, workspaceId: string, roomId: string, messageId: string, agentId: string): Promise<number> {
  const [row] = await tx.sql<{ n: number }>`select coalesce(max(attempt) + 1, 1)::int as n from room_turn
    where room_id = ${roomId} and workspace_id = ${workspaceId} and message_id = ${messageId} and agent_id = ${agentId}`
  return row?.n ?? 1
}

export async function writeTurn(tx: Sql, workspaceId: string, turnId: string, change: { state?: string; text?: string }): Promise<void> {
  await tx.sql`update room_turn set state = coalesce(${change.state ?? null}, state), text = coalesce(${change.text ?? null}, text),
    edits = edits + case when ${change.text ?? null}::text is null then 0 else 1 end where id = ${turnId} and workspace_id = ${workspaceId}`
}

/** Runs of this agent in this room that somebody works on, or will at once. One that waits for people lets others through. */
export async function busyRuns(tx: Sql, workspaceId: string, roomId: string, agentId: string): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>`select id from run
    where outlet = ${roomId} and agent_id = ${agentId} and workspace_id = ${workspaceId} and status in ('queued', 'running') order by created_at, id`
  return rows.map(({ id }) => id)
}

/** The turn that is first in line for this agent here. */
export async function nextTurn(tx: Sql, workspaceId: string, roomId: string, agentId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`select id from room_turn
    where room_id = ${roomId} and agent_id = ${agentId} and workspace_id = ${workspaceId} and state = 'queued' order by place limit 1`
  return row?.id
}

/** The agent whose turn began last. */
export async function lastAgent(tx: Sql, workspaceId: string, roomId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ agentId: string }>`select agent_id as "agentId" from room_turn
    where room_id = ${roomId} and workspace_id = ${workspaceId} and state in ('begun', 'ended') order by place desc limit 1`
  return row?.agentId
}

/** How many turns agents gave each other after one message of a person. */
export async function countHandovers(tx: Sql, workspaceId: string, roomId: string, rootId: string): Promise<number> {
  const [row] = await tx.sql<{ n: number }>`select count(*)::int as n from room_turn
    where room_id = ${roomId} and workspace_id = ${workspaceId} and root_id = ${rootId} and hop > 0`
  return row?.n ?? 0
}

export type Due = { id: string; workspaceId: string; roomId: string }

/** Turns that nothing holds up any more, one for each agent in each room; of all workspaces. */
export async function dueTurns(): Promise<Due[]> {
  return await systemSql<Due>`select distinct on (t.room_id, t.agent_id) t.id, t.workspace_id as "workspaceId", t.room_id as "roomId" from room_turn t
    where t.state = 'queued' and not exists (select from run r where r.outlet = t.room_id and r.agent_id = t.agent_id and r.status in ('queued', 'running'))
    order by t.room_id, t.agent_id, t.place limit 200`
}

/** Turns whose run has ended and was not looked at; of all workspaces. */
export async function endedTurns(): Promise<Due[]> {
  return await systemSql<Due>`select t.id, t.workspace_id as "workspaceId", t.room_id as "roomId" from room_turn t join run r on r.id = t.run_id
    where t.state = 'begun' and r.status in ('completed', 'failed', 'cancelled') order by t.place limit 200`
}

export async function endOf(tx: Sql, workspaceId: string, runId: string): Promise<{ status: string; outletSeq: number } | undefined> {
  const [row] = await tx.sql<{
    status: string
    outletSeq: number
  }>`select status, coalesce(outlet_seq, 0) as "outletSeq" from run where id = ${runId} and workspace_id = ${workspaceId}`
  return row
}
