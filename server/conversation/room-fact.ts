import type { Meta, OutletEntry, RoomEvent, Routed } from './room-event.ts'

type By = { roomId: string; authorId: string; speaker: string }
type Fact = Extract<RoomEvent, { type: 'CUSTOM' }> extends infer E ? (E extends RoomEvent ? Omit<E, 'metadata'> : never) : never

/** Something that happened to a room itself. Without a key it is a new fact each time. */
export function roomFact(by: By, fact: Fact, { key, ...more }: Partial<Meta> & { key?: string } = {}): Omit<OutletEntry, 'key'> & { key?: string } {
  const metadata: Meta = { ...by, ...more }
  return { ...(key === undefined ? {} : { key }), kind: 'CUSTOM', body: { ...fact, metadata } as RoomEvent }
}

/** Whose turn a message is. The agent's own words from here on belong to `runId`. */
export function routedEntry(roomId: string, routed: Routed, runId?: string): Omit<OutletEntry, 'key'> & { key?: string } {
  const by = routed.agentId === null ? { authorId: '', speaker: '' } : { authorId: `agent:${routed.agentId}`, speaker: routed.agent }
  return roomFact(
    { roomId, ...by },
    { type: 'CUSTOM', name: 'hearth.routed', value: routed },
    {
      key: `routed:${routed.turnId ?? routed.messageId}`,
      ...(runId === undefined ? {} : { runId }),
      ...(routed.agentId === null ? {} : { agentId: routed.agentId }),
    },
  )
}
