import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../kernel/json.ts'
import { applyPatch, patchBetween } from '../kernel/json-patch.ts'
import { type StateDelta, stateChange } from './state-change.ts'

/** What several said one after another, as the room keeps it. */
function roomOf(states: readonly JsonObject[]): { now: JsonObject; history: StateDelta[] } {
  let now: JsonObject = {}
  const history = states.map((state, at): StateDelta => {
    const delta = patchBetween(now, state)
    now = state
    return { seq: at + 1, delta }
  })
  return { now, history }
}

const state = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd/e~'),
  fc.oneof(fc.integer(), fc.array(fc.integer(), { maxLength: 2 }), fc.dictionary(fc.constantFrom('x', 'y'), fc.boolean())),
) as fc.Arbitrary<JsonObject>

describe('a client’s copy of the shared state', () => {
  it('[agui.state-base] is merged upon what others changed since, or refused where both changed the same; never overwrites it', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 5 }), fc.nat(), state, (states, at, given) => {
        const { now, history } = roomOf(states)
        const base = at % (states.length + 1)
        const before: JsonObject = states[base - 1] ?? {}
        const { delta, state: after, conflicts } = stateChange({ now, given, base }, history)
        if (conflicts.length > 0) return void expect([delta, after]).toEqual([[], now])
        expect(applyPatch(now, delta)).toEqual(after)
        // what the client changed is as it wants it, and what others changed is as they left it
        for (const key of Object.keys({ ...before, ...given, ...now })) {
          const of = (value: JsonObject): Json | undefined => value[key]
          const changed = (value: JsonObject) => patchBetween({ k: of(before) ?? 'none' }, { k: of(value) ?? 'none' }).length > 0
          if (changed(given) && !changed(now)) expect(of(after)).toEqual(of(given))
          if (!changed(given)) expect(of(after)).toEqual(of(now))
        }
      }),
      { numRuns: 300 },
    )
    const { now, history } = roomOf([{ colour: 'red' }, { colour: 'green' }])
    expect(stateChange({ now, given: { colour: 'blue' }, base: 1 }, history).conflicts).toEqual(['/colour'])
    expect(stateChange({ now, given: { colour: 'red', size: 1 }, base: 1 }, history).state).toEqual({ colour: 'green', size: 1 })
    expect(stateChange({ now, given: { colour: 'blue' }, base: 2 }, history).state).toEqual({ colour: 'blue' })
  })

  it('[agui.state-stale] without a base is left alone when it is only an older one, and counts when it is not', () => {
    const { now, history } = roomOf([{ colour: 'red' }, { colour: 'red', list: [1] }, { colour: 'green', list: [1] }])
    for (const given of [{ colour: 'red' }, { list: [1], colour: 'red' }, now])
      expect(stateChange({ now, given, base: null }, history)).toMatchObject({ delta: [], state: now })
    expect(stateChange({ now, given: { colour: 'blue' }, base: null }, history).state).toEqual({ colour: 'blue' })
  })
})
