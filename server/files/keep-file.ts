import { AppError } from '../kernel/errors.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { countBytes, hashOf, putBytes } from './bytes-store.ts'
import { fileName } from './file-name.ts'
import { mostOfWorkspace } from './most-of-workspace.ts'
import { fileRow, holdUploads, insertFile } from './store.ts'
import { typeOf } from './type-of.ts'

type By = { workspaceId: string; personId: string }

/**
 * Keeps a file of somebody who was let in. The same id twice is one file. `room` refuses what goes beyond what its caller allows: it
 * is asked while other uploads of the workspace wait. Errors: `invalid-input`, `limit-reached`, `conflict` (the id is another file's).
 */
export async function keepFile(
  { workspaceId, personId }: By,
  input: { id: string; name: string },
  bytes: Uint8Array,
  room: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<FileRef> {
  if (bytes.byteLength === 0) throw new AppError('invalid-input', 'There is nothing in this file. Choose another one.')
  const type = typeOf(bytes)
  if (!type)
    throw new AppError(
      'invalid-input',
      'This kind of file is not taken. Pictures, PDF, text, Office documents, archives, sound and video are; put others into a ZIP.',
    )
  const file: FileRef = { id: input.id, name: fileName(input.name), type, bytes: bytes.byteLength }
  const hash = hashOf(bytes)
  return inWorkspace(workspaceId, async (tx) => {
    await holdUploads(tx, workspaceId)
    const known = await fileRow(tx, workspaceId, input.id)
    if (known && known.hash === hash && known.createdBy === personId) return { id: known.id, name: known.name, type: known.type, bytes: known.bytes }
    if (known) throw new AppError('conflict', 'This upload has the name of another one. Try again.')
    await room(tx)
    if ((await countBytes(tx, workspaceId)) + bytes.byteLength > mostOfWorkspace())
      throw new AppError('limit-reached', 'The files of this workspace take up all the room there is. Ask whoever runs Hearth for more.')
    await putBytes(tx, workspaceId, hash, bytes)
    await insertFile(tx, workspaceId, { ...file, hash, createdBy: personId })
    return file
  })
}
