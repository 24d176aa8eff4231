import type { Tx } from '../platform/db.ts'

type Sql = Pick<Tx, 'sql'>

/** What somebody said to a run at work. `id` is the caller's name for it. */
export type Word = { id: string; workspaceId: string; runId: string; messageId: string; text: string; personId: string; author: string }

/** The run takes it up at its next step. The caller holds what keeps the run from ending unseen, or asks {@link takeBack} afterwards. */
export async function tellRun(tx: Sql, word: Word): Promise<void> {
  await tx.sql`insert into run_word (id, workspace_id, run_id, message_id, text, person_id, author)
    values (${word.id}, ${word.workspaceId}, ${word.runId}, ${word.messageId}, ${word.text}, ${word.personId}, ${word.author}) on conflict do nothing`
}

/** Answers the run that has taken it up already: then it is too late. */
export async function changeWord(tx: Sql, workspaceId: string, id: string, text: string): Promise<string | undefined> {
  await tx.sql`update run_word set text = ${text} where id = ${id} and workspace_id = ${workspaceId} and taken_by is null`
  const [taken] = await tx.sql<{
    runId: string
  }>`select run_id as "runId" from run_word where id = ${id} and workspace_id = ${workspaceId} and taken_by is not null`
  return taken?.runId
}

/** It shall not be taken up any more. Answers the run that has taken it up already: then it is too late. */
export async function takeBack(tx: Sql, workspaceId: string, id: string): Promise<string | undefined> {
  await tx.sql`delete from run_word where id = ${id} and workspace_id = ${workspaceId} and taken_by is null`
  const [taken] = await tx.sql<{ runId: string }>`select run_id as "runId" from run_word where id = ${id} and workspace_id = ${workspaceId}`
  return taken?.runId
}

/** Takes up all that was said and not taken, and what this step took before it was done again; in the order it was said. */
export async function takeWords(tx: Sql, workspaceId: string, runId: string, path: string): Promise<Word[]> {
  return await tx.sql<Word>`with mine as (
      update run_word set taken_by = ${path} where run_id = ${runId} and workspace_id = ${workspaceId} and (taken_by is null or taken_by = ${path}) returning *)
    select id, workspace_id as "workspaceId", run_id as "runId", message_id as "messageId", text, person_id as "personId", author from mine order by place`
}
