import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { LinkView } from './contract.ts'
import { linkView } from './link-view.ts'
import { linkRows } from './store.ts'

/** The workspace's chat links, newest first; or those of one agent. */
export async function listLinks(who: Principal, { agent }: { agent?: string | undefined }): Promise<{ links: LinkView[] }> {
  await requireAccess(who, 'link:read', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const links: LinkView[] = []
    for (const row of await linkRows(tx, who.workspaceId, { agent })) links.push(await linkView(tx, who, row))
    return { links }
  })
}
