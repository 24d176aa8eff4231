import { type ConversationEntry, emptyConversation, fold } from '../conversation/index.ts'
import { lastSeq, readUpTo, subscribe } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { roomEntry } from '../rooms/index.ts'
import { aguiMessagesOf } from './messages.ts'
import { type OutEvent, RunProjection, type RunView } from './project-run.ts'

export type Followed = RunView & {
  workspaceId: string
  roomId: string /** Entries after this seq are this run's for the client. */
  after: number
  answers?: readonly string[]
}

/** One run for one client: from its beginning, through what is there already, to its terminal event. */
export async function* followRun(run: Followed, signal: AbortSignal): AsyncGenerator<OutEvent[], void, void> {
  const projection = new RunProjection(run)
  projection.answers(run.answers ?? [])
  yield projection.begin()
  yield* followOn(projection, run, signal)
}

/** The rest of a run whose RUN_STARTED the client has. */
export async function* followOn(projection: RunProjection, run: Followed, signal: AbortSignal): AsyncGenerator<OutEvent[], void, void> {
  const { workspaceId, roomId, after } = run
  const head = await inWorkspace(workspaceId, (tx) => lastSeq(tx, workspaceId, roomId))
  const past = (await readUpTo(workspaceId, roomId, head ?? 0, after)).map(roomEntry)
  projection.knows(past)
  yield past.flatMap((entry) => projection.push(entry))
  if (projection.done) return
  for await (const batch of subscribe(workspaceId, roomId, past.at(-1)?.seq ?? after, signal)) {
    for (const entry of batch.map(roomEntry)) {
      const events = projection.push(entry)
      if (events.length > 0) yield events
      if (events.some(isSuperseded)) yield [await messagesSnapshot(workspaceId, roomId, entry)]
      if (projection.done) return
    }
  }
}

const isSuperseded = (event: OutEvent): boolean => event.type === 'CUSTOM' && event.name === 'hearth.superseded'

/** Clients have no word for taking a message back; a snapshot without it is how they forget it. */
async function messagesSnapshot(workspaceId: string, roomId: string, { seq }: ConversationEntry): Promise<OutEvent> {
  const entries = await readUpTo(workspaceId, roomId, seq)
  return { type: 'MESSAGES_SNAPSHOT', messages: aguiMessagesOf(fold(emptyConversation, entries.map(roomEntry))) }
}
