import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { getBytes } from './bytes-store.ts'
import { fileRow } from './store.ts'

export type FileContent = FileRef & { hash: string; body: Uint8Array<ArrayBuffer>; inline: boolean }

/** A file with its bytes. One that nobody used yet is there for its owner only. Error: `not-found`. */
export async function fileContent(who: Principal, input: { file: string; as: 'inline' | 'attachment' }): Promise<FileContent> {
  await requireAccess(who, 'file:read', who)
  const { workspaceId, personId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const row = await fileRow(tx, workspaceId, input.file)
    const body = row && (row.used || row.createdBy === personId) ? await getBytes(tx, workspaceId, row.hash) : undefined
    if (!row || !body) throw new AppError('not-found')
    return { id: row.id, name: row.name, type: row.type, bytes: row.bytes, hash: row.hash, body, inline: input.as === 'inline' }
  })
}
