import { principalOf, requireAccess } from '../access/index.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import { idSchema } from '../kernel/ids.ts'
import type { Person } from '../kernel/principal.ts'
import { workspaceOfRoom } from './store.ts'
import { principalFor } from './thread.ts'

/** What a connection is about: one agent, or a room as one run. */
export type AguiSubject = { agent: string } | { room: string }

/** Whether they may still see what they follow: a place in a workspace may have been taken away. In doubt, such as without a database, they may. */
export async function mayFollow(person: Person, subject: AguiSubject): Promise<boolean> {
  try {
    const who = 'agent' in subject ? await principalFor(person, subject.agent) : await principalOf(person, await slugOf(subject.room))
    await requireAccess(who, 'room:read', who)
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
