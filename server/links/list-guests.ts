import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { GuestView } from './contract.ts'
import { guestRows, linkRows } from './store.ts'

/** Who came by a link. Error: `not-found`. */
export async function listGuests(who: Principal, { link }: { link: string }): Promise<{ guests: GuestView[] }> {
  await requireAccess(who, 'link:read', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await linkRows(tx, workspaceId, { link })
    if (!row) throw new AppError('not-found')
    return { guests: await guestRows(tx, workspaceId, link) }
  })
}
