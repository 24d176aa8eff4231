import * as Y from 'yjs'
import { fromText, toText } from '../../../server/document/index.ts'
import { type ErrorData, fromErrorData, isAppError, toErrorData } from '../../../server/kernel/errors.ts'
import type { FlowServerFrame } from '../../../server/live/contract.ts'
import { others } from './shared-flow.ts'

export type SaveState =
  | { kind: 'saved' }
  | { kind: 'saving' }
  /** The server does not answer. It is all kept in this browser, and tried again by itself. */
  | { kind: 'kept'; error: ErrorData }
  /** The server refused; trying again as it is cannot help. */
  | { kind: 'refused'; error: ErrorData }

export type Status = { save: SaveState /** Others' changes come by themselves. */; live: boolean; version: number }
/** Where somebody is: a place of the flow under their pointer, and the blocks they have selected, by key. */
export type Where = { at: { x: number; y: number } | null; nodes: string[] }
export type Presence = ({ type: 'here'; id: string; person: string; name: string } & Where) | { type: 'left'; id: string }
export type Answer = { update: string; vector: string; draftVersion: number; live: string | null; anew: boolean }

/** What of a WebSocket is used. */
export type Line = {
  send: (text: string) => void
  close: () => void
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}
export type SyncHands = {
  /** One question to the server, for when there is no line to it. Throws AppError. */
  ask: (question: { vector: string; update?: string }) => Promise<Answer>
  connect: (live: string) => Line
  /** Calls back after so many milliseconds; the answer cancels it. */
  later: (ms: number, then: () => void) => () => void
  changed: (status: Status) => void
  /** Who is where, as it is told. */
  heard: (presence: Presence) => void
  /** Somebody commented. */
  discussed?: () => void
  /** The server began the document anew: this one cannot be gone on with, and must be opened again. */
  anew: () => void
}
export type FlowSync = {
  /** True when the server has all that is in the document. */
  flush: () => Promise<boolean>
  isClean: () => boolean
  status: () => Status
  here: (where: Where) => void
  /** Takes in what others did until now; over a line that comes by itself. */
  refresh: () => Promise<void>
  /** Now rather than when it is due, such as when the network is back. */
  retry: () => void
  stop: () => void
}

/** A line that was picked up; `opened` when the server has told what it knows. */
type Call = { line: Line; opened: boolean }

const pace = 100
const longest = 15_000
const patience = 10_000
const whereAgain = 10_000
const pollEvery = 4000

/**
 * Keeps a document and the server's together: over a line to the live process while there is one, else by asking. `behind`: the
 * document has changes from before that the server may not have.
 */
export function createSync(doc: Y.Doc, first: Answer | null, behind: boolean, given: { workspace: string; agent: string }, hands: SyncHands): FlowSync {
  let unsent: Uint8Array[] = []
  let sending: { update: Uint8Array; n: number | null } | null = null
  let everything = behind
  let line: Call | null = null
  let calling = false
  let live = first?.live ?? null
  let status: Status = { save: { kind: behind ? 'saving' : 'saved' }, live: false, version: first?.draftVersion ?? 0 }
  let n = 0
  let tries = 0
  let calls = 0
  let sentAt = 0
  let stopped = false
  let waiting: ((clean: boolean) => void)[] = []
  let where: Where | null = null
  let toldAt = 0
  const known = new Set<string>()
  const timers = new Map<string, () => void>()

  const after = (name: string, ms: number, then: () => void) => {
    timers.get(name)?.()
    timers.set(
      name,
      hands.later(ms, () => {
        timers.delete(name)
        if (!stopped) then()
      }),
    )
  }
  const isClean = () => unsent.length === 0 && !sending && !everything
  const set = (change: Partial<Status>) => {
    status = { ...status, ...change }
    hands.changed(status)
    const { kind } = status.save
    if (kind === 'saving') return
    const told = waiting
    waiting = []
    for (const tell of told) tell(kind === 'saved')
  }
  const settled = () => {
    tries = 0
    if (isClean()) set({ save: { kind: 'saved' } })
    else pump()
  }
  const take = (update: string | null) => {
    const bytes = update === null ? null : fromText(update)
    if (bytes) Y.applyUpdate(doc, bytes, others)
  }
  /** The server has told how far it knows: what it lacks is what there is to send. */
  const compare = (vector: string) => {
    if (!everything && unsent.length === 0 && !sending) return
    unsent = [Y.encodeStateAsUpdate(doc, fromText(vector) ?? undefined)]
    sending = null
    everything = false
  }

  function pump(): void {
    if (stopped || sending || status.save.kind === 'refused' || (unsent.length === 0 && !everything)) return
    if (line && !line.opened) return // it says in a moment what the server lacks
    const wait = sentAt + pace - Date.now()
    if (wait > 0) after('pump', wait, pump)
    else if (!everything) give()
    else if (line) drop(line)
    else void poll()
  }

  function give(): void {
    const update = unsent.length === 1 && unsent[0] ? unsent[0] : Y.mergeUpdates(unsent)
    unsent = []
    sentAt = Date.now()
    if (line) {
      sending = { update, n: ++n }
      line.line.send(JSON.stringify({ type: 'change', n, update: toText(update) }))
      const asked = line
      after('patience', patience, () => line === asked && drop(asked))
    } else {
      sending = { update, n: null }
      void poll()
    }
  }

  /** Asks without a line: gives what is to be sent and takes what others did. */
  async function poll(): Promise<void> {
    const mine = sending
    try {
      const answer = await hands.ask({ vector: toText(Y.encodeStateVector(doc)), ...(mine ? { update: toText(mine.update) } : {}) })
      if (stopped) return
      if (answer.anew) {
        stop()
        return hands.anew()
      }
      take(answer.update)
      live = answer.live
      if (sending === mine) sending = null
      if (everything) compare(answer.vector)
      set({ version: answer.draftVersion })
      settled()
      if (!timers.has('call')) call()
    } catch (error) {
      if (stopped) return
      if (mine && sending === mine) {
        unsent.unshift(mine.update)
        sending = null
      }
      failed(error)
    }
    if (!line)
      after('poll', tries > 0 ? backoff(tries) : pollEvery, () => (sending || line ? undefined : everything || unsent.length === 0 ? void poll() : pump()))
  }

  function failed(error: unknown): void {
    const data = toErrorData(error)
    if (isAppError(error) && error.code === 'conflict') everything = true
    else if (data.retry === 'later') tries++
    if (!isClean()) set({ save: { kind: data.retry === 'later' || everything ? 'kept' : 'refused', error: data } })
  }

  function call(): void {
    if (stopped || line || calling || live === null) return
    const made = lineTo(live)
    if (!made) return // an address that is none: asking goes on
    calling = true
    const mine: Call = { line: made, opened: false }
    // It is our line only once it is open: until then asking goes on.
    made.onopen = () => {
      calling = false
      line = mine
      made.send(JSON.stringify({ type: 'open', ...given, vector: toText(Y.encodeStateVector(doc)) }))
      after('patience', patience, () => !mine.opened && drop(mine))
    }
    made.onmessage = ({ data }) => hear(mine, JSON.parse(String(data)) as FlowServerFrame)
    made.onclose = ({ code }) => {
      calling = false
      lost(mine, code)
    }
  }

  function lineTo(address: string): Line | null {
    try {
      return hands.connect(address)
    } catch {
      return null
    }
  }

  function hear(from: Call, frame: FlowServerFrame): void {
    if (stopped || line !== from) return
    switch (frame.type) {
      case 'opened':
        timers.get('patience')?.()
        from.opened = true
        calls = 0
        take(frame.update)
        compare(frame.vector)
        set({ live: true, version: frame.draftVersion })
        settled()
        tellWhere()
        return
      case 'changed':
        take(frame.update)
        set({ version: frame.draftVersion })
        return
      case 'stored':
        if (sending?.n !== frame.n) return
        timers.get('patience')?.()
        sending = null
        set({ version: frame.draftVersion })
        settled()
        return
      case 'refused': {
        if (sending?.n !== frame.n) return
        timers.get('patience')?.()
        unsent.unshift(...(sending ? [sending.update] : []))
        sending = null
        failed(fromErrorData(frame.error as ErrorData))
        if (status.save.kind !== 'refused') after('pump', backoff(tries), pump)
        return
      }
      case 'here':
        if (!known.has(frame.id)) tellWhere()
        known.add(frame.id)
        hands.heard(frame)
        return
      case 'left':
        known.delete(frame.id)
        hands.heard(frame)
        return
      case 'discussed':
        hands.discussed?.()
        return
      case 'error':
        return // the line ends, and asking says the same
    }
  }

  function drop(old: Call): void {
    old.line.onclose = null
    old.line.close()
    lost(old, 1006)
  }

  function lost(old: Call, code: number): void {
    if (stopped) return
    if (line === old) {
      line = null
      timers.get('patience')?.()
      if (sending && sending.n !== null) {
        unsent.unshift(sending.update)
        sending = null
      }
      for (const id of known) hands.heard({ type: 'left', id })
      known.clear()
      set({ live: false })
    }
    // Signed out, or not one's own any more: asking says so in words.
    if (code < 4000 || code >= 4500) after('call', backoff(calls++), call)
    if (!sending) void (unsent.length > 0 && !everything ? pump() : poll())
  }

  function tellWhere(): void {
    if (!line?.opened || !where) return
    const wait = toldAt + pace - Date.now()
    if (wait > 0) {
      after('where', wait, tellWhere)
      return
    }
    toldAt = Date.now()
    line.line.send(JSON.stringify({ type: 'here', ...where }))
    after('where', whereAgain, tellWhere)
  }

  function stop(): void {
    stopped = true
    doc.off('update', wrote)
    for (const cancel of timers.values()) cancel()
    for (const tell of waiting) tell(false)
    line?.line.close()
  }

  const wrote = (update: Uint8Array, origin: unknown) => {
    if (origin === others) return
    unsent.push(update)
    if (status.save.kind === 'saved') set({ save: { kind: 'saving' } })
    if (tries === 0) pump()
  }
  doc.on('update', wrote)
  if (first) compare(first.vector)
  call()
  if (!isClean()) pump()
  else after('poll', pollEvery, () => (line ? undefined : void poll()))

  return {
    isClean,
    status: () => status,
    flush() {
      if (isClean()) return Promise.resolve(true)
      if (stopped) return Promise.resolve(false)
      if (status.save.kind === 'refused') return Promise.resolve(false)
      set({ save: { kind: 'saving' } })
      const answer = new Promise<boolean>((tell) => waiting.push(tell))
      tries = 0
      pump()
      return answer
    },
    here(next) {
      where = next
      tellWhere()
    },
    refresh: poll,
    retry() {
      tries = 0
      calls = 0
      if (status.save.kind === 'refused') status = { ...status, save: { kind: 'saving' } }
      call()
      if (!isClean()) pump()
    },
    stop,
  }
}

/** 0.5 s, 1 s, 2 s … */
const backoff = (tries: number): number => Math.min(longest, 500 * 2 ** Math.min(tries, 6))
