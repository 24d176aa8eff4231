import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import type { LinkSettings, LinkView } from './contract.ts'
import { linkView } from './link-view.ts'
import { requireLink } from './require-link.ts'
import { stopGuests } from './stop-guests.ts'
import { writeLink } from './store.ts'

type Change = { link: string; settings?: LinkSettings | undefined; expiresAt?: string | null | undefined; live?: boolean | undefined }

/** Changes a link. Off, it lets nobody in: all its sessions end with this commit, and what works for its guests is stopped. Error: `not-found`. */
export async function updateLink(who: Principal, { link, ...change }: Change): Promise<LinkView> {
  await requireAccess(who, 'link:manage', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const row = await requireLink(tx, who.workspaceId, link)
    await writeLink(tx, row, change)
    if (change.live === false) await stopGuests(tx, who, link)
    tx.afterCommit(() => announce('hearth_guests', [link]))
    return linkView(tx, who, await requireLink(tx, who.workspaceId, link))
  })
}
