import { entriesOf } from '../conversation/index.ts'
import type { KeyedEvent, Recorder } from '../durable/index.ts'
import { type NewEntry, packed, storable } from '../memory/feed/index.ts'

export type Speaking = { runId: string; segment: number; agentId: string; agentName: string; outlet: string | null }

/** Engine events as entries: whole for the run's own feed, and what people are to see of them for the room it speaks into. */
export function entriesFor({ outlet, ...run }: Speaking, events: readonly KeyedEvent[]): { own: NewEntry[]; said: NewEntry[] } {
  return {
    own: events.map(({ key, event }) => ({ key, kind: event.kind, body: event })),
    said: outlet === null ? [] : events.flatMap(({ event }) => entriesOf(event, { ...run, roomId: outlet })),
  }
}

export function recorderOf(run: Speaking): Recorder {
  return {
    storable,
    rows(events) {
      const { own, said } = entriesFor(run, events)
      return { own: packed(own), said: packed(said) }
    },
  }
}
