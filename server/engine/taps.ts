import { AppError, type ErrorData } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'

/** A stream in memory keeps all its items, for readers that come later. */
export const mostItems = 10_000

export type Tap = ReturnType<typeof createTap>
export type Taps = { of: (path: string, port: string) => Tap }

/** Thrown through a reader whose stream begins anew: it is begun anew, too, and that is no failure. */
export class BegunAnew extends Error {}

export type Reader = { /** What was read no longer counts, or nothing will come any more. */ stop: (reason: unknown) => void }

export function createTaps(): Taps {
  const taps = new Map<string, Tap>()
  return {
    of(path, port) {
      const name = `${path} ${port}`
      const tap = taps.get(name) ?? createTap()
      taps.set(name, tap)
      return tap
    },
  }
}

/** One stream port of one node in one walk: items as they come, for any number of readers, each from the first. */
function createTap() {
  let items: Json[] = []
  let end: { outcome: 'done' } | { outcome: 'skipped' } | { outcome: 'failed'; error: ErrorData } | undefined
  const readers = new Set<Reader>()
  const opening = Promise.withResolvers<'open' | 'skipped'>()
  let change = Promise.withResolvers<void>()

  function stirred(): void {
    const before = change
    change = Promise.withResolvers()
    before.resolve()
  }

  return {
    /** Resolves when there is something to read from, or never will be. */
    opened: opening.promise,
    /** An attempt of the producer begins. */
    begin(): void {
      if (items.length > 0) for (const reader of [...readers]) reader.stop(new BegunAnew())
      items = []
      opening.resolve('open')
      stirred()
    },
    write(item: Json): void {
      if (items.length >= mostItems)
        throw new AppError('limit-reached', `A stream holds at most ${mostItems} items. Give fewer, or work on parts of it in a container.`, {
          limit: mostItems,
        })
      items.push(item)
      stirred()
    },
    /** The producer's end is recorded. */
    done(all: Json[]): void {
      items = all
      end = { outcome: 'done' }
      opening.resolve('open')
      stirred()
    },
    skip(): void {
      end = { outcome: 'skipped' }
      opening.resolve('skipped')
      stirred()
    },
    fail(error: ErrorData): void {
      end = { outcome: 'failed', error }
      opening.resolve('open')
      stirred()
    },
    /** The producer did not come to an end in this walk; neither can its readers. */
    breakOff(reason: unknown): void {
      for (const reader of [...readers]) reader.stop(reason)
    },
    async *read(reader: Reader): AsyncGenerator<Json> {
      readers.add(reader)
      for (let i = 0; ; ) {
        // Listens before it looks, so that nothing comes unseen in between.
        const next = change.promise
        const item = items[i]
        if (i < items.length && item !== undefined) {
          i += 1
          yield item
        } else if (end?.outcome === 'failed') {
          throw new AppError('block-failed', `What this reads from failed: ${end.error.message}`, { cause: end.error.code })
        } else if (end) return
        else await next
      }
    },
    forget: (reader: Reader): void => void readers.delete(reader),
  }
}
