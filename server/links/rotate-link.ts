import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { hashOfToken, newToken, sealToken } from './address.ts'
import type { LinkView } from './contract.ts'
import { linkView } from './link-view.ts'
import { requireLink } from './require-link.ts'
import { writeTokenHash } from './store.ts'

/** A new address for a link; the old one leads nowhere, also for those who are there now. Error: `not-found`. */
export async function rotateLink(who: Principal, { link }: { link: string }): Promise<LinkView> {
  await requireAccess(who, 'link:manage', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const row = await requireLink(tx, workspaceId, link)
    const token = newToken()
    await writeTokenHash(tx, workspaceId, link, hashOfToken(token))
    await sealToken(tx, row, token, who.personId)
    tx.afterCommit(() => announce('hearth_guests', [link]))
    return linkView(tx, who, row)
  })
}
