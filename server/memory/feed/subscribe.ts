import type { Entry } from './entry.ts'
import { read } from './store.ts'
import { watch } from './watch.ts'

const batch = 500
/** A reader this far behind is not fed from memory: it reads the database at its own pace. */
const longest = 2000

/**
 * Every entry after seq `after`, in order, none twice and none left out, for as long as `signal` lasts. Ends quietly when
 * it is aborted. Batches are never empty.
 */
export async function* subscribe(workspaceId: string, feedId: string, after: number, signal: AbortSignal): AsyncGenerator<Entry[], void, void> {
  let cursor = after
  let queue: Entry[] = []
  let behind = true
  let wake: () => void = () => undefined
  const watched = watch({ feedId, workspaceId, after }, (entries) => {
    if (queue.length + entries.length > longest) {
      queue = []
      behind = true
    } else queue.push(...entries)
    wake()
  })
  const stop = () => wake()
  signal.addEventListener('abort', stop)
  try {
    while (!signal.aborted) {
      const fresh = behind ? await catchUp() : fromQueue()
      if (signal.aborted) return
      if (fresh.length > 0) {
        cursor = fresh.at(-1)?.seq ?? cursor
        yield fresh
      } else if (!behind && queue.length === 0) {
        await new Promise<void>((go) => {
          wake = go
          if (signal.aborted || queue.length > 0 || behind) go()
        })
        wake = () => undefined
      }
    }
  } finally {
    signal.removeEventListener('abort', stop)
    watched.stop()
  }

  async function catchUp(): Promise<Entry[]> {
    const entries = await read(workspaceId, feedId, cursor, batch)
    if (entries.length < batch) behind = false
    watched.seen(entries)
    return entries
  }

  /** Seqs have no gaps, so whether something is missing can be seen from the numbers alone. */
  function fromQueue(): Entry[] {
    const fresh = queue.filter((entry) => entry.seq > cursor)
    queue = []
    if (fresh.some((entry, i) => entry.seq !== cursor + 1 + i)) {
      behind = true
      return []
    }
    return fresh
  }
}
