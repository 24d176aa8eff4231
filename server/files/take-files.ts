import { AppError } from '../kernel/errors.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import type { Tx } from '../platform/db.ts'
import { insertUses } from './list-store.ts'
import { markUsed } from './store.ts'

type Place = { kind: 'room' | 'run'; id: string }
type By = { workspaceId: string; personId: string /** Guests bring their own files only. */; kind?: 'person' | 'guest' }

/** The files a message or an answer brings, in their order; they are kept from here on, and it is noted where. Error: `invalid-input` when one is not there, or not theirs. */
export async function takeFiles(tx: Tx, { workspaceId, ...by }: By, ids: readonly string[], place: Place): Promise<FileRef[]> {
  if (ids.length === 0) return []
  const found = new Map((await markUsed(tx, workspaceId, by, ids)).map((file) => [file.id, file]))
  const files = ids.map((id) => {
    const file = found.get(id)
    if (!file) throw new AppError('invalid-input', 'A file is no longer here: what is not sent within a day is removed. Attach it again.')
    return file
  })
  await insertUses(tx, workspaceId, ids, place)
  return files
}
