import { emptyConversation, fold } from '../conversation/index.ts'
import type { JsonObject } from '../kernel/json.ts'
import { lastSeq, readState, readUpTo, subscribe } from '../memory/feed/index.ts'
import { readWorkspace } from '../platform/db.ts'
import { roomEntry } from '../rooms/index.ts'
import type { Sight } from './caller.ts'
import { aguiMessagesOf } from './messages.ts'
import { isSuperseded, type OutEvent, RunProjection, type RunView } from './project-run.ts'

export type Followed = RunView & {
  workspaceId: string
  sight: Sight
  roomId: string
  /** Entries after this seq are this run's for the client. */
  after: number
  answers?: readonly string[]
  /** The client has this run's beginning and all up to this entry. */
  from?: number | undefined
}

/** One run for one client: from its beginning, through what is there already, to its terminal event. */
export async function* followRun(run: Followed, signal: AbortSignal): AsyncGenerator<OutEvent[], void, void> {
  const projection = new RunProjection(run)
  projection.answers(run.answers ?? [])
  if (run.from === undefined) yield projection.begin().map((event) => ({ ...event, metadata: { seq: run.after } }))
  yield* followOn(projection, run, signal)
}

/** The rest of a run whose RUN_STARTED the client has. */
export async function* followOn(projection: RunProjection, run: Followed, signal: AbortSignal): AsyncGenerator<OutEvent[], void, void> {
  const { roomId, after, from, workspaceId } = run
  const { see, shares } = run.sight
  const { head, events: state } = await stateSnapshot(workspaceId, roomId)
  yield shares ? state : []
  // what moved the state until now is in the snapshot
  const past = (await readUpTo(workspaceId, roomId, head, after))
    .flatMap((entry) => see(roomEntry(entry)) ?? [])
    .filter(({ event }) => event.type !== 'STATE_DELTA')
  projection.knows(past, from)
  const missed = past.flatMap((entry) => {
    const events = projection.push(entry)
    return from === undefined || entry.seq > from || projection.done ? events : []
  })
  yield missed
  if (projection.done) return
  if (from !== undefined && missed.some(isSuperseded)) yield [await messagesSnapshot(run, head)]
  for await (const batch of subscribe(workspaceId, roomId, Math.max(head, after), signal)) {
    for (const entry of batch.flatMap((entry) => see(roomEntry(entry)) ?? [])) {
      const events = projection.push(entry)
      if (events.length > 0) yield events
      if (events.some(isSuperseded)) yield [await messagesSnapshot(run, entry.seq)]
      if (projection.done) return
    }
  }
}

/** Clients have no word for taking a message back; a snapshot without it is how they forget it. */
async function messagesSnapshot({ workspaceId, roomId, sight, surfaces = null }: Followed, seq: number): Promise<OutEvent> {
  const entries = await readUpTo(workspaceId, roomId, seq)
  return {
    type: 'MESSAGES_SNAPSHOT',
    messages: aguiMessagesOf(
      fold(
        emptyConversation,
        entries.flatMap((entry) => sight.see(roomEntry(entry)) ?? []),
      ),
      { ...sight, surfaces },
    ),
    metadata: { seq },
  }
}

/** The shared state of a room as events, none while nothing is shared, and the entry up to which it holds. */
export async function stateSnapshot(workspaceId: string, roomId: string): Promise<{ head: number; state: JsonObject; events: OutEvent[] }> {
  return readWorkspace(workspaceId, async (tx) => {
    const state = await readState(tx, workspaceId, roomId)
    const head = (await lastSeq(tx, workspaceId, roomId)) ?? 0
    const events = Object.keys(state).length > 0 ? [{ type: 'STATE_SNAPSHOT', snapshot: state, metadata: { stateVersion: head } }] : []
    return { head, state, events }
  })
}
