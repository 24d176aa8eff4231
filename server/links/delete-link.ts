import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { deleteSecret } from '../vault/index.ts'
import { secretName, tokenName } from './address.ts'
import { requireLink } from './require-link.ts'
import { stopGuests } from './stop-guests.ts'
import { removeLink } from './store.ts'

/** Takes a link away with its guests' sessions. What was said stays in the rooms. Error: `not-found`. */
export async function deleteLink(who: Principal, { link }: { link: string }): Promise<{ ok: true }> {
  await requireAccess(who, 'link:manage', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    await requireLink(tx, workspaceId, link)
    await stopGuests(tx, who, link)
    await removeLink(tx, workspaceId, link)
    for (const name of [tokenName(link), secretName(link)]) await deleteSecret(tx, workspaceId, name)
    tx.afterCommit(() => announce('hearth_guests', [link]))
    return { ok: true as const }
  })
}
