import { principalOf, requireAccess } from '../access/index.ts'
import type { ConversationEntry } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import { idSchema } from '../kernel/ids.ts'
import type { Asker, Person } from '../kernel/principal.ts'
import { subscribe } from '../memory/feed/index.ts'
import { roomEntry, roomSnapshot } from '../rooms/index.ts'
import { answerWith, type Events, readJson } from './event-stream.ts'
import { stateSnapshot } from './follow-run.ts'
import { RoomProjection } from './project-room.ts'
import type { OutEvent } from './project-run.ts'
import { readRunInput } from './run-input.ts'
import { workspaceOfRoom } from './store.ts'

/**
 * `POST /ag-ui/rooms/:room/connect`: the end of a whole room as one run, people and all its agents, each agent's work a subagent; live
 * until nobody is at work. Clients that know one agent only can so read a room of many.
 */
export async function followRoom(asker: Asker, request: Request, params: { room?: string | string[] | undefined }): Promise<Response> {
  return answerWith(await openRoomEvents(asker, params.room, () => readJson(request, asker)), request)
}

/** The same for any transport. */
export async function openRoomEvents(asker: Asker, roomId: unknown, body: () => unknown): Promise<Events> {
  const person = member(asker)
  const room = idSchema.safeParse(roomId).data
  const slug = room && (await workspaceOfRoom(room))
  if (!room || slug === undefined) throw new AppError('not-found')
  const who = await principalOf(person, slug)
  await requireAccess(who, 'room:read', who)
  const { runId } = readRunInput(await body())
  const { seq, entries } = await roomSnapshot(who, { room })
  return (signal) => events(who.workspaceId, { room, runId, seq, entries: entries as unknown as ConversationEntry[] }, signal)
}

/** Error: `not-signed-in`. */
export function member(asker: Asker): Person {
  if (asker.kind === 'guest')
    throw new AppError('not-signed-in', 'A whole room is for members of its workspace. Guests of a chat link talk to its agent, at /ag-ui/<agent id>.')
  return asker
}

type Asked = { room: string; runId: string; seq: number; entries: ConversationEntry[] }

async function* events(workspaceId: string, { room, runId, seq, entries }: Asked, signal: AbortSignal): AsyncGenerator<OutEvent[], void, void> {
  const state = await stateSnapshot(workspaceId, room)
  const projection = new RoomProjection({ threadId: room, runId, stateAt: state.head })
  projection.knows(entries)
  yield [...projection.begin(), ...state.events, ...entries.flatMap((entry) => projection.push(entry))]
  if (projection.busy)
    for await (const batch of subscribe(workspaceId, room, seq, signal)) {
      yield batch.map(roomEntry).flatMap((entry) => projection.push(entry))
      if (!projection.busy) break
    }
  yield projection.end()
}
