import type pg from 'pg'
import { oneStatement, ownConnection } from './db.ts'

export type Channel =
  | 'hearth_feed'
  | 'hearth_queue'
  | 'hearth_cancel'
  | 'hearth_pause'
  | 'hearth_answer'
  | 'hearth_events'
  | 'hearth_turns'
  | 'hearth_flows'
  | 'hearth_presence'
  | 'hearth_guests'

/**
 * Tells every process, this one included, that something changed under these ids. At once when the last telling is
 * older than 10 ms, else once per 10 ms: a notify inside each transaction would serialise all commits of the server.
 * Best effort: listeners also look slowly by themselves.
 */
export function announce(channel: Channel, ids: string[]): void {
  const waiting = state.waiting.get(channel) ?? new Set()
  state.waiting.set(channel, waiting)
  for (const id of ids) waiting.add(id)
  if (state.planned) return
  state.planned = true
  const wait = state.last + 10 - Date.now()
  if (wait > 0) setTimeout(flush, wait)
  else setImmediate(flush)
}

/** Hears the ids announced on a channel. One connection a process, opened again when lost. Returns the way to stop. */
export function listen(channel: Channel, hear: (ids: string[]) => void): () => void {
  const hearers = state.hearers.get(channel) ?? new Set()
  state.hearers.set(channel, hearers)
  hearers.add(hear)
  void ensureConnection(channel)
  return () => {
    hearers.delete(hear)
    if (nobodyHears()) disconnect()
  }
}

type State = {
  waiting: Map<Channel, Set<string>>
  hearers: Map<Channel, Set<(ids: string[]) => void>>
  planned: boolean
  last: number
  connection: Promise<Connection> | undefined
}
/** `listen`: one after another, since a connection takes one question at a time. */
type Connection = { client: pg.Client; listen(channel: Channel): void }
const holder = globalThis as typeof globalThis & { hearthNotify?: State }
holder.hearthNotify ??= { waiting: new Map(), hearers: new Map(), planned: false, last: 0, connection: undefined }
const state = holder.hearthNotify

async function flush(): Promise<void> {
  state.planned = false
  state.last = Date.now()
  const batch = [...state.waiting]
  state.waiting.clear()
  const parts = batch.flatMap(([channel, ids]) => chunks([...ids]).map((part) => ({ channel, payload: part.join(',') })))
  await oneStatement('announce', statement, [parts.map(({ channel }) => channel), parts.map(({ payload }) => payload)]).catch(() => undefined)
}

/** All channels in one commit, which waits for no disk: what it tells of is there already, and the telling may get lost. */
const statement =
  "select set_config('synchronous_commit', 'off', true), pg_notify(channel, payload) from unnest($1::text[], $2::text[]) as n (channel, payload)"

/** A notify payload holds less than 8000 bytes. An id is some 36 characters, or carries a little news with it. */
function chunks(ids: string[]): string[][] {
  const parts: string[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const id of ids) {
    size += id.length + 1
    if (size > 7900) {
      parts.push([])
      size = id.length + 1
    }
    parts.at(-1)?.push(id)
  }
  return parts
}

async function ensureConnection(channel: Channel): Promise<void> {
  state.connection ??= connect()
  const connection = await state.connection.catch(() => undefined)
  connection?.listen(channel)
}

function connect(): Promise<Connection> {
  const connection = open()
  const lost = () => lose(connection)
  connection.then(({ client }) => client.once('end', lost), lost)
  return connection
}

async function open(): Promise<Connection> {
  const client = await ownConnection()
  client.on('error', () => undefined) // more than one may come; the end follows them
  client.on('notification', ({ channel, payload }) => {
    const ids = (payload ?? '').split(',').filter(Boolean)
    for (const hear of state.hearers.get(channel as Channel) ?? []) hear(ids)
  })
  for (const channel of state.hearers.keys()) await client.query(`listen ${channel}`)
  let turn: Promise<unknown> = Promise.resolve()
  return {
    client,
    listen(channel) {
      turn = turn.then(() => client.query(`listen ${channel}`)).catch(() => undefined)
    },
  }
}

/** The server went away: try again every half second while anybody listens. What was missed the slow looks find. */
function lose(connection: Promise<Connection>): void {
  if (state.connection !== connection) return // given up, or replaced by another
  state.connection = undefined
  if (nobodyHears()) return
  setTimeout(() => {
    if (nobodyHears()) return
    state.connection ??= connect()
    state.connection.catch(() => undefined)
  }, 500).unref()
}

/** Taken out first, so that whoever listens meanwhile opens one of their own. */
function disconnect(): void {
  const connection = state.connection
  state.connection = undefined
  connection?.then(({ client }) => client.end()).catch(() => undefined)
}

const nobodyHears = (): boolean => [...state.hearers.values()].every((set) => set.size === 0)
