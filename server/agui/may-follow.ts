import { principalOf, requireAccess } from '../access/index.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import { idSchema } from '../kernel/ids.ts'
import type { Asker } from '../kernel/principal.ts'
import { callerAt } from './caller.ts'
import { member } from './follow-room.ts'
import { workspaceOfRoom } from './store.ts'

/** What a connection is about: one agent, or a room as one run. */
export type AguiSubject = { agent: string } | { room: string }

/** Whether they may still see what they follow: a place in a workspace may have been taken away. In doubt, such as without a database, they may. */
export async function mayFollow(asker: Asker, subject: AguiSubject): Promise<boolean> {
  try {
    if ('agent' in subject) await callerAt(asker, subject.agent, 'room:read')
    else {
      const who = await principalOf(member(asker), await slugOf(subject.room))
      await requireAccess(who, 'room:read', who)
    }
    return true
  } catch (error) {
    return !isAppError(error)
  }
}

async function slugOf(room: string): Promise<string> {
  const slug = idSchema.safeParse(room).success ? await workspaceOfRoom(room) : undefined
  if (slug === undefined) throw new AppError('not-found')
  return slug
}
