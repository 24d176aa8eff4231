import { eventsToState } from '../conversation/index.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { applyPatch, type PatchOperation, patchBetween } from '../kernel/json-patch.ts'

export type StateDelta = { seq: number; delta: PatchOperation[] }
type Copy = { now: JsonObject; given: JsonObject /** The version the client changed; null when it does not say. */; base: number | null }
type Change = { delta: PatchOperation[]; state: JsonObject /** Where it and somebody else changed the same since. */; conflicts: string[] }

/**
 * What a client wants changed. From its base it is what it changed itself, put upon what others changed since; nothing, where both
 * changed the same. Without a base its copy counts, unless it is one that the state has been before: then it is only out of date.
 * `history` is all that ever changed the state.
 */
export function stateChange({ now, given, base }: Copy, history: readonly StateDelta[]): Change {
  const nothing: Change = { delta: [], state: now, conflicts: [] }
  if (base === null) return wasBefore(given, history) ? nothing : { delta: patchBetween(now, given), state: given, conflicts: [] }
  const newer = history.filter(({ seq }) => seq > base)
  const mine = patchBetween(replayed(history.filter(({ seq }) => seq <= base)), given)
  const theirs = newer.flatMap(({ delta }) => delta.flatMap((operation) => ('from' in operation ? [operation.from, operation.path] : [operation.path])))
  const conflicts = mine.map(({ path }) => path).filter((path) => theirs.some((other) => overlaps(path, other)))
  if (conflicts.length > 0) return { ...nothing, conflicts }
  const state = applyPatch(now, mine) as JsonObject
  return { delta: patchBetween(now, state), state, conflicts: [] }
}

const replayed = (deltas: readonly StateDelta[], before: Json = {}): Json =>
  eventsToState(
    deltas.map(({ delta }) => ({ type: 'STATE_DELTA', delta })),
    before,
  )

function wasBefore(given: JsonObject, history: readonly StateDelta[]): boolean {
  let state: Json = {}
  return history.some((delta) => {
    state = replayed([delta], state)
    return patchBetween(state, given).length === 0
  })
}

/** The same place, or one within the other. */
const overlaps = (one: string, other: string): boolean => one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`)
