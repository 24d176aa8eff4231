import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import type { Tx } from '../platform/db.ts'
import { deleteFile, roomsOf } from './list-store.ts'
import { fileRow } from './store.ts'

/**
 * Deletes a file in a transaction of the caller, who tells the rooms it answers. One's own, or anybody's for who manages the workspace.
 * Errors: `not-found`, `not-allowed`.
 */
export async function takeAway(tx: Tx, who: Principal, id: string): Promise<{ name: string; rooms: string[] }> {
  const { workspaceId, personId } = who
  const file = await fileRow(tx, workspaceId, id)
  if (!file || (!file.used && file.createdBy !== personId)) throw new AppError('not-found')
  await requireAccess(who, file.createdBy === personId ? 'file:delete' : 'file:manage', who)
  const rooms = await roomsOf(tx, workspaceId, id)
  await deleteFile(tx, workspaceId, file)
  return { name: file.name, rooms }
}
