import type { z } from 'zod'
import { requireAccess, roleAllows } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { forgetMention, tellMentioned } from '../notices/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import type { CommentView, commentHistoryContract, deleteCommentContract, editCommentContract, ThreadView, Wording } from './contract.ts'
import { agentNamed, insertChange, membersAmong, tellOpen, threadRows, wordingRows, writeResolved } from './store.ts'

/** Says a comment otherwise. Whoever is named only now is told. Errors: `not-found`, `not-allowed`, `conflict` when it was deleted. */
export async function editComment(who: Principal, input: z.output<typeof editCommentContract.input>): Promise<ThreadView> {
  await requireAccess(who, 'agent:edit', who)
  const { workspaceId, workspaceSlug, personId, name } = who
  const { agent, thread, comment: id, text, mentions } = input
  return await inWorkspace(workspaceId, async (tx) => {
    const { talk, comment, about } = await found(tx, who, input)
    if (comment.author.id !== personId) throw new AppError('not-allowed', 'Only who wrote a comment may change its words.')
    if (comment.deleted) throw new AppError('conflict', 'This comment was deleted. Write a new one.')
    if (comment.text === text) return talk
    const named = (await membersAmong(tx, workspaceId, mentions)).filter((one) => one !== personId)
    await insertChange(tx, workspaceId, { id: newId(), commentId: id, text, mentions: named, by: personId })
    await tellMentioned(tx, { workspaceId, slug: workspaceSlug }, named, { id, text, thread, agent, by: name, about: `${talk.title} in ${about.name}` })
    return await told(tx, who, agent, thread, talk)
  })
}

/** Takes a comment away; twice is once. Nobody is rung for it any more, and a talk in which nothing is left is over. Errors: `not-found`, `not-allowed`. */
export async function deleteComment(who: Principal, input: z.output<typeof deleteCommentContract.input>): Promise<{ thread: ThreadView | null }> {
  await requireAccess(who, 'agent:edit', who)
  const { workspaceId, personId } = who
  const { agent, thread, comment: id } = input
  return await inWorkspace(workspaceId, async (tx) => {
    const { talk, comment } = await found(tx, who, input)
    if (comment.author.id !== personId && !roleAllows(who.role, 'workspace:manage'))
      throw new AppError('not-allowed', 'Only who wrote a comment, or an admin, may delete it.')
    if (comment.deleted) return { thread: talk }
    await insertChange(tx, workspaceId, { id: newId(), commentId: id, text: null, mentions: [], by: personId })
    await forgetMention(tx, workspaceId, id)
    const [left] = await threadRows(tx, workspaceId, agent, thread)
    if (!left) await writeResolved(tx, workspaceId, thread, personId)
    tellOpen(tx, agent)
    return { thread: left ?? null }
  })
}

/** What a comment said before, by whom and when. For admins: what was deleted was meant to be gone. Errors: `not-found`. */
export async function commentHistory(who: Principal, input: z.output<typeof commentHistoryContract.input>): Promise<{ wordings: Wording[] }> {
  await requireAccess(who, 'workspace:manage', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    const wordings = await wordingRows(tx, who.workspaceId, input)
    if (wordings.length === 0) throw new AppError('not-found')
    return { wordings }
  })
}

type Key = { agent: string; thread: string; comment: string }

async function found(tx: Tx, { workspaceId }: Principal, key: Key): Promise<{ talk: ThreadView; comment: CommentView; about: { name: string } }> {
  const [talk] = await threadRows(tx, workspaceId, key.agent, key.thread)
  const comment = talk?.comments.find(({ id }) => id === key.comment)
  const about = await agentNamed(tx, workspaceId, key.agent)
  if (!talk || !comment || !about) throw new AppError('not-found')
  return { talk, comment, about }
}

async function told(tx: Tx, { workspaceId }: Principal, agent: string, thread: string, before: ThreadView): Promise<ThreadView> {
  tellOpen(tx, agent)
  const [view] = await threadRows(tx, workspaceId, agent, thread)
  return view ?? before
}
