import type { Role } from '../kernel/principal.ts'
import { systemSql, type Tx } from '../platform/db.ts'
import type { Asked } from '../runs/index.ts'
import type { NoticeSettings } from './contract.ts'

export type Reached = Pick<NoticeSettings, 'pushAnswers' | 'pushDecisions' | 'mailDecisions'> & {
  personId: string
  name: string
  email: string
  role: Role
  inRoom: boolean
}
/** `trial`: asked while somebody tries a draft. */
export type UntoldWait = Asked & {
  id: string
  workspaceId: string
  slug: string
  runId: string
  roomId: string | null
  agent: string
  trial: boolean
  people: Reached[]
}

/** Questions that nobody was told of, with everybody of their workspaces. Of all workspaces. */
export async function untoldWaits(): Promise<UntoldWait[]> {
  return await systemSql<UntoldWait>`select w.id, w.workspace_id as "workspaceId", s.slug, w.run_id as "runId", r.outlet as "roomId", a.name as agent,
      w.question, w.answers, w.escalated_at as "escalatedAt", r.started_by as "startedBy", o.trigger is not distinct from 'try' as trial,
      (select coalesce(json_agg(json_build_object('personId', p.id, 'name', p.name, 'email', p.email, 'role', m.role,
          'pushAnswers', coalesce(n.push_answers, true), 'pushDecisions', coalesce(n.push_decisions, true), 'mailDecisions', coalesce(n.mail_decisions, false),
          'inRoom', exists (select from room_member i where i.room_id = r.outlet and i.kind = 'person' and i.member_id = p.id))), '[]')
        from membership m join person p on p.id = m.person_id left join notice_setting n on n.person_id = p.id where m.workspace_id = w.workspace_id) as people
    from run_wait w join run r on r.id = w.run_id left join run o on o.id = coalesce(r.root_run, r.id) join agent a on a.id = r.agent_id join workspace s on s.id = w.workspace_id
    where w.kind = 'human' and w.status = 'open' and not w.told order by w.asked_at limit 50`
}

export type UntoldTurn = {
  id: string
  workspaceId: string
  runId: string
  roomId: string
  room: string
  agent: string
  personId: string
  seq: number
  text: string | null
  read: number
  pushAnswers: boolean
}

/** Answers that nobody was told of: the last thing the run said, and how far its person has read; of a draft that is tried nothing. Of all workspaces. */
export async function untoldTurns(): Promise<UntoldTurn[]> {
  return await systemSql<UntoldTurn>`select t.id, t.workspace_id as "workspaceId", t.run_id as "runId", t.room_id as "roomId", o.title as room, a.name as agent,
      t.person_id as "personId", coalesce(m.seq, 0) as seq, case when not o.trial then m.text end as text, coalesce(d.seq, 0) as read, coalesce(n.push_answers, true) as "pushAnswers"
    from room_turn t join room o on o.id = t.room_id join agent a on a.id = t.agent_id
    left join room_read d on d.room_id = t.room_id and d.person_id = t.person_id
    left join notice_setting n on n.person_id = t.person_id
    left join lateral (select seq, text from room_message where room_id = t.room_id and starts_with(message_id, t.run_id || ':') order by seq desc limit 1) m on true
    where t.state = 'ended' and not t.told order by t.place limit 100`
}

/** True for the first who says so, inside their transaction. */
export async function takeWait(tx: Pick<Tx, 'sql'>, workspaceId: string, id: string): Promise<boolean> {
  return (await tx.sql`update run_wait set told = true where id = ${id} and workspace_id = ${workspaceId} and not told returning id`).length === 1
}
export async function takeTurn(tx: Pick<Tx, 'sql'>, workspaceId: string, id: string): Promise<boolean> {
  return (await tx.sql`update room_turn set told = true where id = ${id} and workspace_id = ${workspaceId} and not told returning id`).length === 1
}

export type DuePush = { id: string; personId: string; kind: string; title: string; text: string; path: string }

/** Takes notices whose time to be pushed has come and that still wait. Each is tried once: a push that comes late is worth nothing. */
export async function takePushes(): Promise<DuePush[]> {
  return await systemSql<DuePush>`with due as (
      update notice set push_at = null where id in (select id from notice where push_at <= clock_timestamp() order by push_at limit 50 for update skip locked) returning *)
    select n.id, n.person_id as "personId", n.kind, n.title, n.text,
      '/' || s.slug || case when n.thread_id is not null then '/agents/' || n.agent_id || '?comment=' || n.thread_id when n.room_id is null then '/runs/' || n.run_id else '/rooms/' || n.room_id || case when n.seq > 0 then '?at=' || n.seq else '' end end as path
    from due n join workspace s on s.id = n.workspace_id
    left join room_read d on d.room_id = n.room_id and d.person_id = n.person_id
    left join run_wait w on w.id = n.source and n.kind = 'decision'
    left join comment_thread c on c.id = n.thread_id
    where n.seen_at is null and case n.kind when 'answer' then coalesce(d.seq, 0) < n.seq when 'mention' then c.resolved_at is null else w.status = 'open' end`
}

/** What was told is kept for a month. */
export async function removeOld(): Promise<void> {
  await systemSql`delete from notice where at < clock_timestamp() - interval '30 days'`
}
