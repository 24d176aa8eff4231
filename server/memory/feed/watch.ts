import { listen } from '../../platform/notify.ts'
import type { Entry } from './entry.ts'
import { readMany, type Watch } from './store.ts'

/** What was announced late or never is found by looking this often. */
const slowLookMs = 500
const batch = 200

type Watched = Watch & { hearers: Set<(entries: Entry[]) => void> }
type State = {
  feeds: Map<string, Watched>
  dirty: Set<string>
  reading: boolean
  end: (() => void) | undefined
}
// one per process, whatever number of bundles this file is in
const holder = globalThis as typeof globalThis & { hearthWatch?: State }
holder.hearthWatch ??= { feeds: new Map(), dirty: new Set(), reading: false, end: undefined }
const state = holder.hearthWatch

/**
 * Hands new entries of a feed to `hear`, in order but possibly again or from before `after`: the hearer knows its own
 * place. All watched feeds of a process share one LISTEN, one slow look and one query at a time.
 * `seen` tells what the hearer has read by itself, so that nobody reads it again.
 */
export function watch(wanted: Watch, hear: (entries: Entry[]) => void): { seen(entries: Entry[]): void; stop(): void } {
  const name = `${wanted.workspaceId} ${wanted.feedId}`
  const watched = state.feeds.get(name) ?? { ...wanted, hearers: new Set() }
  state.feeds.set(name, watched)
  watched.hearers.add(hear)
  state.end ??= begin()
  return {
    seen(entries) {
      deliver(watched, entries, hear)
    },
    stop() {
      watched.hearers.delete(hear)
      if (watched.hearers.size === 0 && state.feeds.get(name) === watched) state.feeds.delete(name)
      if (state.feeds.size === 0) {
        state.end?.()
        state.end = undefined
      }
    },
  }
}

function begin(): () => void {
  const unlisten = listen('hearth_feed', (ids) => look(new Set(ids)))
  const timer = setInterval(() => look(), slowLookMs)
  return () => {
    unlisten()
    clearInterval(timer)
  }
}

function look(feedIds?: ReadonlySet<string>): void {
  for (const [name, watched] of state.feeds) if (!feedIds || feedIds.has(watched.feedId)) state.dirty.add(name)
  if (!state.reading && state.dirty.size > 0) void readDirty()
}

/** One query at a time: what is announced meanwhile goes into the next, so load makes batches and not more queries. */
async function readDirty(): Promise<void> {
  state.reading = true
  try {
    while (state.dirty.size > 0) {
      const watches = [...state.dirty].flatMap((name) => state.feeds.get(name) ?? [])
      state.dirty.clear()
      if (watches.length === 0) return
      const news = await readMany(
        watches.map(({ feedId, workspaceId, after }) => ({ feedId, workspaceId, after })),
        batch,
      )
      for (const watched of watches) {
        const entries = news.get(watched.feedId) ?? []
        deliver(watched, entries)
        if (entries.length === batch) state.dirty.add(`${watched.workspaceId} ${watched.feedId}`)
      }
    }
  } catch {
    // the database is away: the next slow look tries again
  } finally {
    state.reading = false
  }
}

function deliver(watched: Watched, entries: Entry[], except?: (entries: Entry[]) => void): void {
  const last = entries.at(-1)?.seq ?? 0
  if (last <= watched.after) return
  watched.after = last
  for (const hear of watched.hearers) if (hear !== except) hear(entries)
}
