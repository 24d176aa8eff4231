import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { tellMentioned } from '../notices/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import type { replyContract, startThreadContract, ThreadView } from './contract.ts'
import { agentNamed, insertComment, insertThread, membersAmong, tellOpen, threadRows } from './store.ts'

/** Begins a talk about a block; its id is that of its first comment. Errors: `not-found`. */
export async function startThread(who: Principal, { agent, id, node, title, text, mentions }: z.output<typeof startThreadContract.input>): Promise<ThreadView> {
  await requireAccess(who, 'agent:edit', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    if (!(await agentNamed(tx, who.workspaceId, agent))) throw new AppError('not-found')
    await insertThread(tx, who.workspaceId, { id, agentId: agent, node, title })
    return await say(tx, who, { agent, thread: id, id, text, mentions })
  })
}

/** Goes on with one, resolved or not. Errors: `not-found`. */
export async function reply(who: Principal, input: z.output<typeof replyContract.input>): Promise<ThreadView> {
  await requireAccess(who, 'agent:edit', who)
  return await inWorkspace(who.workspaceId, (tx) => say(tx, who, input))
}

type Said = { agent: string; thread: string; id: string; text: string; mentions: string[] }

/** Who is named is told once, by the bell and as they wish; naming oneself or a stranger tells nobody. */
async function say(tx: Tx, who: Principal, { agent, thread, id, text, mentions }: Said): Promise<ThreadView> {
  const { workspaceId, workspaceSlug, personId, name } = who
  const [there] = await threadRows(tx, workspaceId, agent, thread)
  const about = await agentNamed(tx, workspaceId, agent)
  if (!there || !about) throw new AppError('not-found')
  const named = (await membersAmong(tx, workspaceId, mentions)).filter((one) => one !== personId)
  if (await insertComment(tx, workspaceId, { id, threadId: thread, text, mentions: named, authorId: personId })) {
    const comment = { id, text, thread, agent, by: name, about: `${there.title} in ${about.name}` }
    await tellMentioned(tx, { workspaceId, slug: workspaceSlug }, named, comment)
    tellOpen(tx, agent)
  }
  const [view] = await threadRows(tx, workspaceId, agent, thread)
  if (!view) throw new AppError('not-found')
  return view
}
