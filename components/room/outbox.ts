import { type FileRef, fileRefSchema } from '../../server/kernel/file-ref.ts'
import { type Keep, keptUnder, writeKept } from '../kept.ts'

/**
 * A message between the composer and the server. It is kept in the browser, each under its own key (two tabs never
 * overwrite each other), until the server said it has it; its id makes sending it again harmless.
 */
export type Pending = {
  id: string
  text: string
  /** Uploaded before. */
  files: readonly FileRef[]
  at: string
  /** waiting: will be sent, again and again if need be · sending · sent: the feed will bring it · refused: see `reason`. */
  state: 'waiting' | 'sending' | 'sent' | 'refused'
  reason?: string
}

export type Outbox = {
  /** What was left from before a reload, oldest first. */
  left(): Pending[]
  /** False when the browser had no room to keep it: it is sent all the same. */
  keep(message: Pending): boolean
  forget(id: string): void
}

export function outboxOf(keep: Keep, personId: string, roomId: string): Outbox {
  const prefix = `hearth:outbox:${personId}:${roomId}:`
  return {
    left: () =>
      keptUnder(keep, prefix)
        .flatMap(({ value }) => (isKept(value) ? [{ id: value.id, text: value.text, files: filesIn(value), at: value.at, state: 'waiting' as const }] : []))
        .sort((a, b) => (a.at < b.at ? -1 : 1)),
    keep: ({ id, text, files, at }) => writeKept(keep, prefix + id, { id, text, files, at }),
    forget: (id) => keep.removeItem(prefix + id),
  }
}

function isKept(value: unknown): value is { id: string; text: string; at: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'text' in value &&
    typeof value.text === 'string' &&
    'at' in value &&
    typeof value.at === 'string'
  )
}

/** Files named in what the browser kept; none when that cannot be read. */
export function filesIn(kept: object): FileRef[] {
  const read = fileRefSchema.array().safeParse('files' in kept ? kept.files : [])
  return read.success ? read.data : []
}
