import { browserKeep, readKept, writeKept } from '../kept.ts'

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
