import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { getBytes } from './bytes-store.ts'
import type { FileContent } from './file-content.ts'
import { usedIn } from './list-store.ts'
import { fileRow } from './store.ts'

/** A file that this room said, or that its asker uploaded, with its bytes: for who sees one room and nothing else. Error: `not-found`. */
export async function fileInRoom(
  tx: Tx,
  { workspaceId, personId, roomId }: { workspaceId: string; personId: string; roomId: string },
  input: { file: string; as: 'inline' | 'attachment' },
): Promise<FileContent> {
  const row = await fileRow(tx, workspaceId, input.file)
  const theirs = row && (row.createdBy === personId || (await usedIn(tx, workspaceId, row.id, roomId)))
  const body = theirs ? await getBytes(tx, workspaceId, row.hash) : undefined
  if (!row || !body) throw new AppError('not-found')
  return { id: row.id, name: row.name, type: row.type, bytes: row.bytes, hash: row.hash, body, inline: input.as === 'inline' }
}
