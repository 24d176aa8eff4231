import { AppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import type { Tx } from '../platform/db.ts'
import { linkRows } from './store.ts'

/** How a guest sees the room. Error: `not-found` when the link has gone. */
export async function viewFor(tx: Pick<Tx, 'sql'>, { workspaceId, linkId, guestId }: Guest): Promise<{ guestId: string; names: boolean }> {
  const [link] = await linkRows(tx, workspaceId, { link: linkId })
  if (!link) throw new AppError('not-found')
  return { guestId, names: link.settings.names }
}
