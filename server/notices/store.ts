import { systemSql, type Tx } from '../platform/db.ts'
import type { Notice, NoticeSettings } from './contract.ts'

type Sql = Pick<Tx, 'sql'>

/** An answer waits until the room was read up to there, a decision until it was made, a mention until its talk is resolved. */
export function noticeRows(tx: Sql, workspaceId: string, personId: string): Promise<Notice[]> {
  return tx.sql<Notice>`select n.id, n.kind, n.title, n.text, n.at, n.room_id as room, n.run_id as run, n.agent_id as agent, n.thread_id as thread, n.seq from notice n
    left join room_read d on d.room_id = n.room_id and d.person_id = n.person_id
    left join run_wait w on w.id = n.source and n.kind = 'decision'
    left join comment_thread c on c.id = n.thread_id
    where n.workspace_id = ${workspaceId} and n.person_id = ${personId} and n.seen_at is null
      and case n.kind when 'answer' then coalesce(d.seq, 0) < n.seq when 'mention' then c.resolved_at is null else w.status = 'open' end
    order by n.at desc, n.id desc limit 50`
}

export async function markSeen(tx: Sql, workspaceId: string, personId: string, ids: readonly string[] | undefined): Promise<void> {
  await tx.sql`update notice set seen_at = clock_timestamp() where workspace_id = ${workspaceId} and person_id = ${personId} and seen_at is null
    and (${ids === undefined} or id = any(${ids ?? []}::uuid[]))`
}

/** What this told of is gone: nobody need look at it any more. */
export async function withdrawNotices(tx: Sql, workspaceId: string, source: string): Promise<void> {
  await tx.sql`update notice set seen_at = clock_timestamp() where workspace_id = ${workspaceId} and source = ${source} and seen_at is null`
}

export type NewNotice = Omit<Notice, 'at'> & { workspaceId: string; personId: string; source: string; pushInMs: number | null }

/** False when this person was told of it before. */
export async function insertNotice(tx: Sql, notice: NewNotice): Promise<boolean> {
  const rows = await tx.sql`insert into notice (id, workspace_id, person_id, kind, source, room_id, run_id, agent_id, thread_id, seq, title, text, push_at)
    values (${notice.id}, ${notice.workspaceId}, ${notice.personId}, ${notice.kind}, ${notice.source}, ${notice.room}, ${notice.run}, ${notice.agent}, ${notice.thread}, ${notice.seq}, ${notice.title},
      ${notice.text}, clock_timestamp() + ${notice.pushInMs}::double precision * interval '1 millisecond')
    on conflict (source, person_id) do nothing returning id`
  return rows.length === 1
}

const usual: NoticeSettings = { pushAnswers: true, pushDecisions: true, mailDecisions: false, pushMentions: true, mailMentions: true }

export async function settingsOf(personId: string): Promise<NoticeSettings> {
  const [row] = await systemSql<NoticeSettings>`select push_answers as "pushAnswers", push_decisions as "pushDecisions", mail_decisions as "mailDecisions",
      push_mentions as "pushMentions", mail_mentions as "mailMentions" from notice_setting where person_id = ${personId}`
  return row ?? usual
}

export async function writeSettings(personId: string, wanted: NoticeSettings): Promise<void> {
  await systemSql`insert into notice_setting (person_id, push_answers, push_decisions, mail_decisions, push_mentions, mail_mentions)
    values (${personId}, ${wanted.pushAnswers}, ${wanted.pushDecisions}, ${wanted.mailDecisions}, ${wanted.pushMentions}, ${wanted.mailMentions})
    on conflict (person_id) do update set push_answers = excluded.push_answers, push_decisions = excluded.push_decisions, mail_decisions = excluded.mail_decisions,
      push_mentions = excluded.push_mentions, mail_mentions = excluded.mail_mentions`
}

export type Mentioned = { personId: string; name: string; pushMentions: boolean; mailMentions: boolean }

/** Members of the workspace among these people, with what they wish. */
export async function mentionedPeople(tx: Sql, workspaceId: string, people: readonly string[]): Promise<Mentioned[]> {
  return await tx.sql<Mentioned>`select p.id as "personId", p.name, coalesce(n.push_mentions, true) as "pushMentions", coalesce(n.mail_mentions, true) as "mailMentions"
    from membership m join person p on p.id = m.person_id left join notice_setting n on n.person_id = p.id
    where m.workspace_id = ${workspaceId} and p.id = any(${[...people]}::uuid[])`
}

export type Browser = { endpoint: string; p256dh: string; auth: string }

/** A browser is whoever's who signed in there last. */
export async function writeBrowser(personId: string, { endpoint, p256dh, auth }: Browser, userAgent: string | null): Promise<void> {
  await systemSql`insert into push_subscription (endpoint, person_id, p256dh, auth, user_agent) values (${endpoint}, ${personId}, ${p256dh}, ${auth}, ${userAgent})
    on conflict (endpoint) do update set person_id = excluded.person_id, p256dh = excluded.p256dh, auth = excluded.auth`
}

/** `personId` undefined: whosever it is, because its push service says that it is gone. */
export async function deleteBrowser(endpoint: string, personId?: string): Promise<void> {
  await systemSql`delete from push_subscription where endpoint = ${endpoint} and (${personId ?? null}::uuid is null or person_id = ${personId ?? null}::uuid)`
}

export async function browsersOf(personId: string): Promise<Browser[]> {
  return await systemSql<Browser>`select endpoint, p256dh, auth from push_subscription where person_id = ${personId} order by created_at desc limit 20`
}
