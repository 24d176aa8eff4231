import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { type Action, roleAllows, roleNeededFor } from './roles.ts'

/**
 * The first line of every use case. `thing` is anything that knows its workspace. Errors: `not-found` for another
 * workspace's thing (the same answer as for what does not exist), `not-allowed` when the role is too low.
 */
export async function requireAccess(who: Principal, action: Action, thing: { workspaceId: string }): Promise<void> {
  // the type says so already; a guest that got here all the same reaches nothing
  if (who.kind !== 'person' || thing.workspaceId !== who.workspaceId) throw new AppError('not-found')
  if (roleAllows(who.role, action)) return
  const needed = roleNeededFor(action)
  throw new AppError('not-allowed', `You are ${article(who.role)} here; this needs at least ${article(needed)}. Ask an owner or admin of this workspace.`, {
    action,
    role: who.role,
    needed,
  })
}

const article = (role: string) => (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`)
