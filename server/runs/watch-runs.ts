import { listen } from '../platform/notify.ts'
import { marksOf } from './views-store.ts'

/** What is announced within this time is looked at together. */
const togetherMs = 250
/** So many are remembered; a run that was forgotten counts as changed once more. */
const mostKnown = 10_000

type State = { followers: Map<string, Set<() => void>>; dirty: Set<string>; known: Map<string, string>; looking: boolean; end: (() => void) | undefined }
// one per process, whatever number of bundles this file is in
const holder = globalThis as typeof globalThis & { hearthWatchRuns?: State }
holder.hearthWatchRuns ??= { followers: new Map(), dirty: new Set(), known: new Map(), looking: false, end: undefined }
const state = holder.hearthWatchRuns

/** Calls `hear` when a run of this workspace began, or came to stand otherwise in a list. All followers of a process share one query. Returns the way to stop. */
export function watchRuns(workspaceId: string, hear: () => void): () => void {
  const followers = state.followers.get(workspaceId) ?? new Set()
  state.followers.set(workspaceId, followers)
  followers.add(hear)
  state.end ??= listen('hearth_feed', (ids) => {
    for (const id of ids) state.dirty.add(id)
    if (!state.looking) void look()
  })
  return () => {
    followers.delete(hear)
    if (followers.size === 0) state.followers.delete(workspaceId)
    if (state.followers.size > 0) return
    state.end?.()
    state.end = undefined
    state.dirty.clear()
    state.known.clear()
  }
}

/** One look at a time. Most of what is announced changes no list: a step of a run, a word in a room. */
async function look(): Promise<void> {
  state.looking = true
  while (state.dirty.size > 0) {
    const ids = [...state.dirty]
    state.dirty.clear()
    const rows = await marksOf(ids).catch(() => []) // whoever follows also asks now and then
    if (state.known.size > mostKnown) state.known.clear()
    const changed = new Set<string>()
    for (const { id, workspaceId, mark } of rows) {
      if (state.known.get(id) === mark) continue
      state.known.set(id, mark)
      changed.add(workspaceId)
    }
    for (const workspaceId of changed) for (const hear of state.followers.get(workspaceId) ?? []) hear()
    await new Promise((done) => setTimeout(done, togetherMs))
  }
  state.looking = false
}
