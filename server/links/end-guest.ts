import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { requireLink } from './require-link.ts'
import { stopGuests } from './stop-guests.ts'
import { endGuestRow } from './store.ts'

/** Ends one guest's conversation: they are let in no more, and what works for them is stopped. Or lets them in again. Error: `not-found`. */
export async function endGuest(who: Principal, { link, guest, ended }: { link: string; guest: string; ended: boolean }): Promise<{ ok: true }> {
  await requireAccess(who, 'link:manage', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    await requireLink(tx, who.workspaceId, link)
    if (!(await endGuestRow(tx, who.workspaceId, link, guest, ended))) throw new AppError('not-found')
    if (ended) await stopGuests(tx, who, link, guest)
    tx.afterCommit(() => announce('hearth_guests', [guest]))
    return { ok: true as const }
  })
}
