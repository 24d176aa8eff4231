import { systemSql, type Tx } from '../platform/db.ts'

/** `key` says what it is about: the same letter is written once. Plain text. `workspaceId` is absent for what concerns an account. */
export type Letter = { key: string; personId: string; workspaceId?: string; subject: string; text: string }

export async function insertMail(tx: Pick<Tx, 'sql'>, mail: Letter & { id: string }): Promise<void> {
  await tx.sql`insert into mail (id, workspace_id, person_id, key, subject, body)
    values (${mail.id}, ${mail.workspaceId ?? null}, ${mail.personId}, ${mail.key}, ${mail.subject}, ${mail.text}) on conflict (key) do nothing`
}

export type DueMail = { id: string; to: string; name: string; subject: string; text: string; tries: number }

/** Takes letters that are due, for two minutes: whoever else looks meanwhile gets others. `tries` counts this one. */
export async function takeDueMails(limit: number): Promise<DueMail[]> {
  return await systemSql<DueMail>`
    with due as (
      update mail set next_at = clock_timestamp() + interval '2 minutes', tries = tries + 1
      where id in (select id from mail where next_at <= clock_timestamp() order by next_at limit ${limit} for update skip locked)
      returning *)
    select d.id, p.email as "to", p.name, d.subject, d.body as text, d.tries from due d join person p on p.id = d.person_id order by d.created_at, d.id`
}

export async function noteSent(id: string): Promise<void> {
  await systemSql`update mail set sent_at = clock_timestamp(), next_at = null, body = '', failure = null where id = ${id}`
}

/** `inMinutes` absent: it is given up. */
export async function noteFailed(id: string, failure: string, inMinutes?: number): Promise<void> {
  await systemSql`update mail set failure = ${failure.slice(0, 500)}, body = case when ${inMinutes === undefined} then '' else body end,
    next_at = clock_timestamp() + ${inMinutes ?? null}::double precision * interval '1 minute' where id = ${id}`
}

/** What was sent or given up is kept for a month, to be able to say that it was. */
export async function removeOldMails(): Promise<void> {
  await systemSql`delete from mail where next_at is null and created_at < clock_timestamp() - interval '30 days'`
}
