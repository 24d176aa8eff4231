import { requireAccess } from '../access/index.ts'
import { messageEntries, messageKey, roomFact, routedEntry } from '../conversation/index.ts'
import type { Given } from '../engine/hands.ts'
import { takeFiles } from '../files/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { append, findByKey } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { type ReadyTrial, stopRuns } from '../runs/index.ts'
import { askRouter } from './ask-router.ts'
import { beginTurn } from './begin-turn.ts'
import { byMention, byRouter, type Choice, type Named } from './choose-agents.ts'
import type { InputMode } from './contract.ts'
import { insertMember, lockRoom, memberOf, membersOf, writeRead } from './member-store.ts'
import { queueTurn } from './queue-turn.ts'
import { authorOf, type Speaker } from './speaker.ts'
import { nameRoom, touchRoom } from './store.ts'
import { busyRuns, lastAgent, nextTurn, type Turn, turnOfMessage } from './turn-store.ts'

type Told = { seq: number; runId: string | null }

/** Says something in a room and starts its turn, or puts it in line, in one transaction: either both are there after a crash, or neither. */
export async function postMessage(who: Principal, input: { room: string; id: string; text: string; files?: string[] }): Promise<Told> {
  await requireAccess(who, 'room:post', who)
  const choice = await askRouter(who, input)
  return inWorkspace(who.workspaceId, (tx) => say(tx, who, { ...input, trigger: 'chat', ...(choice ? { choice } : {}) }))
}

export type Said = {
  room: string
  id: string
  text: string
  /** Uploaded before, by their ids. */
  files?: readonly string[]
  trigger: 'chat' | 'agui' | 'try'
  /** A draft that answers, in a room for trying it. */
  trial?: ReadyTrial
  /** Who answers, whatever the room's router says. */
  agent?: string
  /** Who answers unless somebody is named, such as the choice of the room's model or flow. */
  choice?: Choice
  /** Messages that nobody answers by themselves, said before this one. */
  earlier?: readonly { id: string; text: string; files?: readonly string[] }[]
  /** What an app gave along. */
  given?: Given
}

/**
 * The same in a transaction of the caller, which holds no feed yet: rooms are taken before runs, and runs before feeds.
 * The same message id twice is one message and one turn.
 */
export async function say(tx: Tx, who: Speaker, said: Said): Promise<Told> {
  const { workspaceId } = who
  const room = await lockRoom(tx, workspaceId, said.room)
  if (!room) throw new AppError('not-found')
  if (room.trial && !said.trial) throw new AppError('conflict', 'Here a draft is tried. Talk to it beside its canvas.')
  const known = await saidBefore(tx, workspaceId, said)
  if (known) return known

  const files = await takeFiles(tx, who, said.files ?? [], { kind: 'room', id: room.id })
  const earlier: { id: string; text: string; files: FileRef[] }[] = []
  for (const { id, text, files = [] } of said.earlier ?? []) earlier.push({ id, text, files: await takeFiles(tx, who, files, { kind: 'room', id: room.id }) })
  const { agents, why } = await choose(tx, who, said, room.policy.router)
  const turns = agents.map((agent) => ({ agent, turn: turnOf(who, said, agent, why, files) }))
  const busy = await busyOf(tx, who, room.id, agents, room.policy.input)
  if (await insertMember(tx, memberOf(who, room.id))) await joined(tx, who, room.id)
  await touchRoom(tx, workspaceId, room.id)
  if (room.title === '') await nameRoom(tx, workspaceId, room.id, titleFrom(said.text || (files[0]?.name ?? '')))

  let seq = 0
  const entriesOf = (message: { id: string; text: string; files?: readonly FileRef[] }) =>
    messageEntries({ ...message, roomId: room.id, personId: who.personId, name: who.name, guest: who.kind === 'guest' })
  await append(tx, room.id, earlier.flatMap(entriesOf))
  // said at once when anybody can answer at once, or nobody will; else it is said when its turn comes
  const now = turns.length === 0 || turns.some(({ agent }) => !busy.has(agent.id))
  if (now) seq = (await append(tx, room.id, entriesOf({ id: said.id, text: said.text, files }))).at(-1) ?? 0
  if (turns.length === 0) await append(tx, room.id, [routedEntry(room.id, { messageId: said.id, turnId: null, agentId: null, agent: '', ...why })])
  for (const { agent, turn } of turns) {
    const placed = { ...turn, said: now }
    if (!busy.has(agent.id)) await beginTurn(tx, placed, agent.name, true, said.trial)
    else {
      // who speaks another protocol follows a run of its own
      // what comes with files is a turn of its own: a word on the way carries text only
      const run = room.policy.input === 'steer' && said.trigger === 'chat' && files.length === 0 ? busy.get(agent.id) : undefined
      seq = Math.max(seq, await queueTurn(tx, placed, agent.name, run))
    }
  }
  if (busy.size > 0) tx.afterCommit(() => announce('hearth_turns', [room.id])) // what held it up may have ended meanwhile
  if (who.kind === 'person') await writeRead(tx, { roomId: room.id, workspaceId, personId: who.personId, seq })
  return { seq, runId: turns[0]?.turn.runId ?? null }
}

async function choose(tx: Tx, { workspaceId }: Speaker, said: Said, router: Parameters<typeof byRouter>[0]): Promise<Choice> {
  const members = await membersOf(tx, workspaceId, said.room)
  if (said.agent !== undefined) {
    const asked = members.agents.find(({ id }) => id === said.agent)
    return { agents: asked ? [asked] : [], why: { by: 'asked', reason: 'The message was sent to it.' } }
  }
  const here = { ...members, people: [...members.people, ...members.guests], last: await lastAgent(tx, workspaceId, said.room) }
  return byMention(said.text, here) ?? said.choice ?? byRouter(router, said.text, here)
}

/** Those of the agents that are at work here, with the run they work on, after the room's way with that was gone. Error: `conflict` in rooms that take nothing meanwhile. */
async function busyOf(tx: Tx, who: Speaker, roomId: string, agents: Named[], mode: InputMode): Promise<Map<string, string | undefined>> {
  const { workspaceId } = who
  const busy = new Map<string, string | undefined>()
  for (const { id, name } of agents) {
    const runs = await busyRuns(tx, workspaceId, roomId, id)
    const queued = await nextTurn(tx, workspaceId, roomId, id)
    if (runs.length === 0 && queued === undefined) continue
    if (mode === 'reject') throw new AppError('conflict', `${name} is still at work, and this room takes no message until it is done. Wait, or stop it first.`)
    const left = mode === 'interrupt' ? await stopRuns(tx, who, runs) : runs
    if (left.length > 0 || queued !== undefined) busy.set(id, left[0])
  }
  return busy
}

function turnOf(who: Speaker, said: Said, agent: Named, why: Choice['why'], files: FileRef[]): Turn {
  const { workspaceId, personId, name } = who
  return {
    ...{ id: newId(), workspaceId, roomId: said.room, messageId: said.id, rootId: said.id, hop: 0, agentId: agent.id, runId: newId() },
    ...{ text: said.text, said: false, authorId: authorOf(who), author: name, personId, trigger: said.trigger, why, files, given: said.given ?? null },
  }
}

async function saidBefore(tx: Tx, workspaceId: string, { room, id }: Said): Promise<Told | undefined> {
  const turn = await turnOfMessage(tx, workspaceId, room, id)
  const end = await findByKey(tx, workspaceId, room, `${messageKey(id)}:end`)
  if (!turn && !end) return undefined
  const queued = end ?? (turn && (await findByKey(tx, workspaceId, room, `turn:${turn.id}:queued`)))
  return { seq: queued?.seq ?? 0, runId: turn?.runId ?? null }
}

async function joined(tx: Tx, who: Speaker, roomId: string): Promise<void> {
  const { personId, name } = who
  const by = { roomId, authorId: authorOf(who), speaker: name }
  await append(tx, roomId, [roomFact(by, { type: 'CUSTOM', name: 'hearth.joined', value: { kind: 'person', id: personId, name } })])
}

/** The first line, cut at a word, at most 60 characters. */
function titleFrom(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length <= 60
    ? line
    : `${line
        .slice(0, 59)
        .replace(/\s+\S*$/, '')
        .toWellFormed()}…`
}
