import { requireAccess } from '../access/index.ts'
import { emptyConversation, eventsToState, fold, itemsOf, type Meta, type OutletEntry, type RoomEvent, roomFact } from '../conversation/index.ts'
import { copyUses, stillThere } from '../files/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { append, copyFeed, createFeed, lockState, readIn, writeState } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { askRouter } from './ask-router.ts'
import type { RoomSummary } from './contract.ts'
import { copyMembers, insertFork, spanOf } from './fork-store.ts'
import { insertMember, type LockedRoom, lockRoom } from './member-store.ts'
import { say } from './post-message.ts'
import { roomEntry } from './room-entry.ts'
import { roomRows } from './store.ts'

const most = 50_000

export type Fork = { room: string; id: string; item: string; message?: { id: string; text: string } | undefined }

/**
 * A new room that begins with what was said here up to the end of an item, or to its beginning when something else is said in its
 * place, and goes on by itself. Both tell of each other. The copies keep
 * keys, bodies and so their hashes, in a chain of the new room's own. Errors: `not-found`, `conflict` (the id is taken), `limit-reached`.
 */
export async function forkRoom(who: Principal, input: Fork): Promise<RoomSummary> {
  await requireAccess(who, 'room:create', who)
  const choice = input.message && (await askRouter(who, { room: input.room, ...input.message }))
  return inWorkspace(who.workspaceId, async (tx) => {
    const from = await lockRoom(tx, who.workspaceId, input.room)
    const span = from && (await spanOf(tx, who.workspaceId, from.id, input.item))
    if (!from || !span) throw new AppError('not-found')
    const at = input.message ? span.first - 1 : span.last
    if (await isNew(tx, who, from, input.id, at)) {
      if (input.message) {
        const files = await filesAt(tx, who.workspaceId, from.id, span.first)
        await say(tx, who, { ...input.message, files, room: input.id, trigger: 'chat', ...(choice ? { choice } : {}) })
      }
      // last: runs are taken before feeds that others write to
      const value = { room: input.id, title: titleOf(from), seq: at, item: input.item, edited: input.message !== undefined }
      await append(tx, from.id, [roomFact(byOf(who, from.id), { type: 'CUSTOM', name: 'hearth.branched', value }, { key: `branched:${input.id}` })])
    }
    const [room] = await roomRows(tx, who, input.id)
    if (!room) throw new AppError('conflict', 'This id is taken by another room. Try again.')
    return room
  })
}

/** A message that is put differently keeps its files. */
async function filesAt(tx: Tx, workspaceId: string, roomId: string, seq: number): Promise<string[]> {
  const [entry] = await readIn(tx, workspaceId, roomId, seq - 1, 1)
  const said = entry ? (roomEntry(entry).event.metadata.files ?? []) : []
  return stillThere(
    tx,
    workspaceId,
    said.map(({ id }) => id),
  )
}

/** False when the room is there already: the same request again. */
async function isNew(tx: Tx, who: Principal, from: LockedRoom, id: string, at: number): Promise<boolean> {
  const { workspaceId, personId } = who
  if (at > most) throw new AppError('limit-reached', `A branch takes at most ${most.toLocaleString('en-GB')} entries along. Begin it further up.`)
  if (!(await insertFork(tx, { id, workspaceId, title: titleOf(from), createdBy: personId, from: from.id, at }))) return false
  await createFeed(tx, { id, workspaceId, kind: 'room' })
  await copyMembers(tx, workspaceId, from.id, id)
  await copyUses(tx, workspaceId, from.id, id)
  await insertMember(tx, { roomId: id, workspaceId, kind: 'person', memberId: personId })
  const hash = await copyFeed(tx, { workspaceId, from: from.id, to: id, upTo: at })
  const entries = (await readIn(tx, workspaceId, id, 0, at)).map(roomEntry)
  // what people and agents shared goes along as it was then
  const state = eventsToState(entries.map(({ event }) => event)) as JsonObject
  if (Object.keys(state).length > 0) {
    await lockState(tx, workspaceId, id)
    await writeState(tx, workspaceId, id, state)
  }
  const fact = { type: 'CUSTOM' as const, name: 'hearth.forked' as const, value: { room: from.id, title: from.title, seq: at, hash } }
  await append(tx, id, [...endsOf(entries, id), roomFact(byOf(who, id), fact, { key: 'forked' })])
  return true
}

/** What had begun and not ended by then: a reader of AG-UI events counts on the ends. */
function endsOf(entries: Parameters<typeof fold>[1], roomId: string): OutletEntry[] {
  const view = fold(emptyConversation, entries)
  return itemsOf(view).flatMap((item): OutletEntry[] => {
    if (!(item.id in view.open)) return []
    const { authorId, runId, agentId } = item
    const metadata: Meta = { roomId, authorId, ...(runId === null ? {} : { runId }), ...(agentId === null ? {} : { agentId }) }
    const end = (event: RoomEvent): OutletEntry[] => [{ key: `forked:${item.id}`, kind: event.type, body: event }]
    if (item.kind === 'message') return end({ type: 'TEXT_MESSAGE_END', messageId: item.id, metadata })
    if (item.kind === 'thought') return end({ type: 'REASONING_MESSAGE_END', messageId: item.id, metadata })
    if (item.kind === 'card' && item.props === null) return end({ type: 'TOOL_CALL_END', toolCallId: item.id, metadata })
    if (item.kind === 'toolCall' && item.input === null) return end({ type: 'TOOL_CALL_END', toolCallId: item.id, metadata })
    return []
  })
}

const byOf = ({ personId, name }: Principal, roomId: string) => ({ roomId, authorId: `person:${personId}`, speaker: name })

/** `Lunch` → `Lunch (branch)`, and that of a branch the same. */
const titleOf = ({ title }: LockedRoom): string => `${title.replace(/ \(branch\)$/, '').slice(0, 108) || 'Conversation'} (branch)`
