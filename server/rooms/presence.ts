import { announce, listen } from '../platform/notify.ts'
import type { Present } from './contract.ts'

/** A tab that said nothing for so long is gone: it says something every four seconds. */
const hereMs = 12_000
/** Nobody types who pressed no key for so long. */
const typingMs = 6_000

export type Beat = { room: string; tab: string; personId: string; name: string; state: 'here' | 'typing' | 'gone' }
type Tab = { personId: string; name: string; until: number; typingUntil: number }
type State = { rooms: Map<string, Map<string, Tab>>; watchers: Map<string, Set<() => void>>; end: (() => void) | undefined }

// one per process, whatever number of bundles this file is in
const holder = globalThis as typeof globalThis & { hearthPresence?: State }
holder.hearthPresence ??= { rooms: new Map(), watchers: new Map(), end: undefined }
const state = holder.hearthPresence

/** Tells every process that has readers of the room. Kept nowhere else. */
export function tellPresence({ room, tab, personId, name, state: said }: Beat): void {
  announce('hearth_presence', [[room, tab, personId, said, encodeURIComponent(name.slice(0, 80))].join('|')])
}

/** Who is in a room, each person once, in the order of their names. */
export function presentIn(room: string, now = Date.now()): Present[] {
  const people = new Map<string, Present>()
  for (const { personId, name, until, typingUntil } of state.rooms.get(room)?.values() ?? []) {
    if (until <= now) continue
    people.set(personId, { id: personId, name, typing: typingUntil > now || people.get(personId)?.typing === true })
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}

/** Calls `hear` whenever somebody came, left, began or ceased to type. Returns the way to stop. */
export function watchPresence(room: string, hear: () => void): () => void {
  const watchers = state.watchers.get(room) ?? new Set()
  state.watchers.set(room, watchers)
  watchers.add(hear)
  state.end ??= begin()
  return () => {
    watchers.delete(hear)
    if (watchers.size === 0) {
      state.watchers.delete(room)
      state.rooms.delete(room)
    }
    if (state.watchers.size === 0) {
      state.end?.()
      state.end = undefined
    }
  }
}

function begin(): () => void {
  const unlisten = listen('hearth_presence', (beats) => {
    for (const beat of beats) hearBeat(beat)
  })
  const shown = new Map<string, string>()
  const timer = setInterval(() => {
    for (const [room, watchers] of state.watchers) {
      forgetGone(room)
      const now = JSON.stringify(presentIn(room))
      if (shown.get(room) !== now) for (const hear of watchers) hear()
      shown.set(room, now)
    }
    for (const room of shown.keys()) if (!state.watchers.has(room)) shown.delete(room)
  }, 1000)
  return () => {
    unlisten()
    clearInterval(timer)
  }
}

function hearBeat(text: string): void {
  const [room = '', tab = '', personId = '', said = '', name = ''] = text.split('|')
  const watchers = state.watchers.get(room)
  if (!watchers) return // nobody here reads it
  const tabs = state.rooms.get(room) ?? new Map<string, Tab>()
  state.rooms.set(room, tabs)
  const before = JSON.stringify(presentIn(room))
  const now = Date.now()
  if (said === 'gone') tabs.delete(tab)
  else tabs.set(tab, { personId, name: decodeURIComponent(name), until: now + hereMs, typingUntil: said === 'typing' ? now + typingMs : 0 })
  if (JSON.stringify(presentIn(room)) !== before) for (const hear of watchers) hear()
}

function forgetGone(room: string): void {
  const now = Date.now()
  for (const [tab, { until }] of state.rooms.get(room) ?? []) if (until <= now) state.rooms.get(room)?.delete(tab)
}
