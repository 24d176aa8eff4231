import type { FileRef } from '../../server/kernel/file-ref.ts'
import { browserKeep, readKept, writeKept } from '../kept.ts'
import { filesIn } from './outbox.ts'

const keyOf = (personId: string, roomId: string) => `hearth:draft:${personId}:${roomId}`

/** What stands half-typed in the composer of a room, kept letter by letter: a reload or a crash of the tab loses nothing. */
export function readDraft(personId: string, roomId: string): string {
  const kept = readKept(browserKeep(), keyOf(personId, roomId))
  return typeof kept === 'string' ? kept : ''
}

export function writeDraft(personId: string, roomId: string, text: string): void {
  const keep = browserKeep()
  if (text === '') keep.removeItem(keyOf(personId, roomId))
  else writeKept(keep, keyOf(personId, roomId), text)
}

const filesKeyOf = (personId: string, roomId: string) => `hearth:draft-files:${personId}:${roomId}`

/** What was attached and not sent; uploaded already. */
export function readDraftFiles(personId: string, roomId: string): FileRef[] {
  return filesIn({ files: readKept(browserKeep(), filesKeyOf(personId, roomId)) ?? [] })
}

export function writeDraftFiles(personId: string, roomId: string, files: readonly FileRef[]): void {
  const keep = browserKeep()
  if (files.length === 0) keep.removeItem(filesKeyOf(personId, roomId))
  else writeKept(keep, filesKeyOf(personId, roomId), files)
}
