import { type Conversation, type ConversationEntry, emptyConversation, fold, prepend } from '../../server/conversation/index.ts'
import { isAppError, toErrorData } from '../../server/kernel/errors.ts'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import type { Present } from '../../server/rooms/contract.ts'
import { type FeedOptions, followFeed, type Link } from './feed-client.ts'
import type { Outbox, Pending } from './outbox.ts'

export type RoomView = {
  loaded: boolean
  /** Why the room could not be opened; `loaded` is false then. */
  problem: Error | null
  conversation: Conversation
  link: Link
  /** Messages the feed does not show yet, oldest first. */
  pending: readonly Pending[]
  /** What was said up to this entry is not here yet; 0: all is here. */
  from: number
  /** Who looks at the room now, as far as is known. */
  present: readonly Present[]
}

type Snapshot = { seq: number; from: number; entries: ConversationEntry[] }

export type RoomHands<S extends Snapshot> = {
  snapshot: () => Promise<S>
  /** `far`: as much as there is at once. */
  older: (before: number, far: boolean) => Promise<{ from: number; entries: ConversationEntry[] }>
  post: (message: { id: string; text: string; files: readonly FileRef[] }) => Promise<unknown>
  address: FeedOptions['address']
  headers?: Record<string, string>
  outbox: Outbox
  newId: () => string
  now: () => string
  /** Runs what changes the screen, once a frame. */
  soon: (work: () => void) => void
  onSnapshot?: (snapshot: S) => void
  /** The server has a message. */
  onSent?: () => void
  pause?: number
}

export type RoomSession = {
  subscribe: (listener: () => void) => () => void
  view: () => RoomView
  start: () => () => void
  /** Keeps the message first, then sends it until the server has it. */
  send: (text: string, files?: readonly FileRef[]) => void
  resend: (id: string) => void
  discard: (id: string) => void
  reload: () => void
  /** Brings what was said before. One request at a time; a failure is for the next try. */
  older: () => Promise<void>
  /** Brings all from this entry on. */
  olderTo: (seq: number) => Promise<void>
}

/**
 * One room on one page: snapshot, then the feed from there; messages go out through the outbox. All a screen shows is a
 * fold over entries, so reload, reconnect and a second browser give the same.
 */
export function roomSession<S extends Snapshot>(hands: RoomHands<S>): RoomSession {
  const { outbox, pause = 500 } = hands
  const listeners = new Set<() => void>()
  let view: RoomView = { loaded: false, problem: null, conversation: emptyConversation, link: 'connecting', pending: [], from: 0, present: [] }
  let arrived: ConversationEntry[] = []
  let feed: ReturnType<typeof followFeed> | undefined
  let turns = 0
  /** Which start is current; 0 when stopped. */
  let running = 0
  let opening = false
  let flushing = false
  let fetching: Promise<void> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  const show = (change: Partial<RoomView>) => {
    view = { ...view, ...change }
    for (const tell of listeners) tell()
  }
  const change = (id: string, how: Partial<Pending>) => show({ pending: view.pending.map((m) => (m.id === id ? { ...m, ...how } : m)) })

  function take(entries: ConversationEntry[]): void {
    if (entries.length === 0) return
    const seen = new Set(entries.flatMap(({ event }) => shows(event)))
    for (const { id } of view.pending) if (seen.has(id)) outbox.forget(id)
    show({ conversation: fold(view.conversation, entries), pending: view.pending.filter((m) => !seen.has(m.id)) })
  }

  function gather(entries: ConversationEntry[]): void {
    if (arrived.length === 0)
      hands.soon(() => {
        const batch = arrived
        arrived = []
        take(batch)
      })
    arrived.push(...entries)
  }

  async function open(turn: number): Promise<void> {
    if (opening) return
    opening = true
    try {
      const snapshot = await hands.snapshot()
      if (turn !== running) return
      hands.onSnapshot?.(snapshot)
      // what was said between then and now is not all in it: begin anew
      if (snapshot.from > view.conversation.seq) view = { ...view, conversation: emptyConversation, from: snapshot.from }
      take(snapshot.entries)
      show({ loaded: true, problem: null })
      feed = followFeed({
        address: hands.address,
        ...(hands.headers ? { headers: hands.headers } : {}),
        after: snapshot.seq,
        onEntries: gather,
        onTold: (event, data) => turn === running && event === 'presence' && show({ present: data as Present[] }),
        onLink: (link) => {
          if (turn !== running) return
          show(link === 'live' ? { link } : { link, present: [] })
          if (link === 'live') nudge()
        },
        pause,
      })
      void flush()
    } catch (error) {
      if (turn !== running) return
      show({ problem: error instanceof Error ? error : new Error(toErrorData(error).message) })
      if (isAppError(error) && error.retry === 'later') later(() => turn === running && !feed && void open(turn))
    } finally {
      opening = false
      // stopped and started again meanwhile
      if (turn !== running && running > 0) void open(running)
    }
  }

  function older(far = false): Promise<void> {
    fetching ??= before(view.from, far).finally(() => {
      fetching = undefined
    })
    return fetching
  }

  async function before(from: number, far: boolean): Promise<void> {
    if (from === 0) return
    const page = await hands.older(from, far)
    if (view.from === from) show({ conversation: prepend(fold(emptyConversation, page.entries), view.conversation, from), from: page.from })
  }

  async function olderTo(seq: number): Promise<void> {
    while (view.from >= seq && view.from > 0) await older(true)
  }

  /** One at a time and in order, so that what was typed first is said first. */
  async function flush(): Promise<void> {
    if (flushing) return
    flushing = true
    try {
      for (let next = waiting(); next && running > 0; next = waiting()) {
        change(next.id, { state: 'sending' })
        if (!(await deliver(next))) return
      }
    } finally {
      flushing = false
    }
  }

  async function deliver({ id, text, files }: Pending): Promise<boolean> {
    try {
      await hands.post({ id, text, files })
      failures = 0
      outbox.forget(id)
      change(id, { state: 'sent' })
      hands.onSent?.()
      return true
    } catch (error) {
      const { retry: again, code, message } = toErrorData(error)
      if (again === 'later' || code === 'not-signed-in') {
        change(id, { state: 'waiting' })
        if (code === 'not-signed-in') show({ link: 'signed-out' })
        else later(() => void flush())
        return false
      }
      change(id, { state: 'refused', reason: message })
      return true
    }
  }

  const waiting = () => view.pending.find((m) => m.state === 'waiting')

  function later(work: () => void): void {
    clearTimeout(retry)
    retry = setTimeout(work, pause * 2 ** Math.min(failures++, 5))
  }

  function nudge(): void {
    clearTimeout(retry)
    if (!feed && running > 0) void open(running)
    feed?.nudge()
    void flush()
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    view: () => view,
    start() {
      const turn = ++turns
      running = turn
      show({ pending: mergeLeft(view.pending, outbox.left()) })
      void open(turn)
      void flush()
      return () => {
        running = 0
        clearTimeout(retry)
        feed?.stop()
        feed = undefined
      }
    },
    send(text, files = []) {
      const message: Pending = { id: hands.newId(), text: text.trim(), files, at: hands.now(), state: 'waiting' }
      if (message.text === '' && files.length === 0) return
      outbox.keep(message)
      show({ pending: [...view.pending, message] })
      void flush()
    },
    resend(id) {
      const message = view.pending.find((m) => m.id === id)
      if (!message) return
      outbox.keep(message)
      show({ pending: view.pending.map((m) => (m.id === id ? { id, text: m.text, files: m.files, at: m.at, state: 'waiting' } : m)) })
      void flush()
    },
    discard(id) {
      outbox.forget(id)
      show({ pending: view.pending.filter((m) => m.id !== id) })
    },
    reload: nudge,
    older: () => older(),
    olderTo,
  }
}

/** The message that an event brings to the screen: said, or in line for its turn. */
function shows(event: ConversationEntry['event']): string[] {
  if (event.type === 'TEXT_MESSAGE_START') return [event.messageId]
  return event.type === 'CUSTOM' && event.name === 'hearth.turn-queued' ? [event.value.messageId] : []
}

function mergeLeft(present: readonly Pending[], left: Pending[]): Pending[] {
  return [...present, ...left.filter(({ id }) => !present.some((m) => m.id === id))]
}
