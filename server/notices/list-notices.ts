import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { Notice } from './contract.ts'
import { markSeen, noticeRows } from './store.ts'

/** What waits for who asks in this workspace. */
export async function listNotices(who: Principal): Promise<{ notices: Notice[] }> {
  await requireAccess(who, 'room:read', who)
  return { notices: await inWorkspace(who.workspaceId, (tx) => noticeRows(tx, who.workspaceId, who.personId)) }
}

/** Puts one's own notices away. */
export async function seeNotices(who: Principal, input: { notices?: string[] | undefined }): Promise<{ ok: true }> {
  await requireAccess(who, 'room:read', who)
  await inWorkspace(who.workspaceId, (tx) => markSeen(tx, who.workspaceId, who.personId, input.notices))
  return { ok: true }
}
