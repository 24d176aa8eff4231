import type { Presence } from './flow-sync.ts'

export type PersonHere = {
  id: string
  person: string
  name: string
  tone: number
  at: { x: number; y: number } | null
  nodes: readonly string[]
  heard: number
}

/** Who else has the flow open, and where they are. A person may be here twice. */
export type PeopleHere = {
  get: () => readonly PersonHere[]
  hear: (presence: Presence) => void
  /** Lets go of those who were not heard for long: their process may have died before it could say so. */
  sweep: () => void
  subscribe: (listener: () => void) => () => void
}

const tones = 4
const silence = 30_000

export function peopleHere(now: () => number = Date.now): PeopleHere {
  let people: readonly PersonHere[] = []
  const listeners = new Set<() => void>()
  const set = (next: readonly PersonHere[]) => {
    people = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => people,
    hear(presence) {
      const rest = people.filter(({ id }) => id !== presence.id)
      if (presence.type === 'left') return rest.length < people.length ? set(rest) : undefined
      const { type: _, ...there } = presence
      set([...rest, { ...there, tone: toneOf(there.person), heard: now() }].sort((a, b) => (a.id < b.id ? -1 : 1)))
    },
    sweep() {
      const rest = people.filter(({ heard }) => heard > now() - silence)
      if (rest.length < people.length) set(rest)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The same colour for a person in every browser. */
function toneOf(person: string): number {
  let sum = 0
  for (const char of person) sum = (sum * 31 + char.charCodeAt(0)) % 9973
  return sum % tones
}
