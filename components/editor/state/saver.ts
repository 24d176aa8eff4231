import type { Flow } from '../../../server/engine/flow.ts'
import { type ErrorData, isAppError, toErrorData } from '../../../server/kernel/errors.ts'
import { sameFlow } from './flow-edit.ts'
import type { Overlap } from './merge-flows.ts'

export type Stored = { flow: Flow; version: number }
export type SaveState =
  | { kind: 'saved' }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** The server did not answer; it is tried again by itself. */
  | { kind: 'retrying'; error: ErrorData }
  /** The server refused; trying again as it is cannot help. */
  | { kind: 'refused'; error: ErrorData }
  /** Somebody saved in between and touched the same things. Waits for {@link Saver.settle}. */
  | { kind: 'conflict'; theirs: Stored; overlaps: Overlap[] }

export type SaverHands = {
  /** The document as it is on screen now. */
  read: () => Flow
  /** Throws AppError `conflict` when `version` is not the stored one any more. */
  save: (draft: Stored) => Promise<Stored>
  load: () => Promise<Stored>
  /** Lays the screen's document over theirs and says where both touched the same; nothing on screen changes while there are overlaps. */
  merge: (base: Flow, theirs: Flow, prefer?: 'mine' | 'theirs') => Overlap[]
  /** Calls back after so many milliseconds; the answer cancels it. */
  later: (ms: number, then: () => void) => () => void
  changed: (state: SaveState) => void
}

export type Saver = {
  /** Call after every change of the document; it saves when the hands rest. */
  edited: () => void
  /** Saves now. True when everything on screen is stored. */
  flush: () => Promise<boolean>
  /** The server holds this now, such as after publishing. */
  stored: (stored: Stored) => void
  /** Somebody else was first: takes in what they stored. True when it could be brought together and everything is stored. */
  catchUp: () => Promise<boolean>
  settle: (prefer: 'mine' | 'theirs') => Promise<boolean>
  version: () => number
  /** Everything on screen is stored. */
  isClean: () => boolean
  stop: () => void
}

const rest = 700
const longest = 30_000

/** Keeps the server's draft equal to the screen's: one save at a time, again when something changed meanwhile, merging when somebody else was first. */
export function createSaver(initial: Stored, hands: SaverHands): Saver {
  let base = initial
  let state: SaveState = { kind: 'saved' }
  let tries = 0
  let cancel: () => void = () => {}
  let running: Promise<boolean> | null = null
  let urgent = false

  const set = (next: SaveState) => {
    state = next
    hands.changed(next)
  }
  const isClean = () => sameFlow(hands.read(), base.flow)
  const schedule = (ms: number) => {
    cancel()
    cancel = hands.later(ms, () => void begin())
  }

  function begin(): Promise<boolean> {
    cancel()
    if (state.kind === 'conflict') return Promise.resolve(false)
    running ??= run().finally(() => {
      running = null
      urgent = false
    })
    return running
  }

  function flush(): Promise<boolean> {
    urgent = true
    return begin()
  }

  async function run(): Promise<boolean> {
    for (let clashes = 0; !isClean(); ) {
      set({ kind: 'saving' })
      try {
        base = await hands.save({ flow: hands.read(), version: base.version })
        tries = 0
        // Somebody is still typing: wait for their hands to rest instead of saving every letter.
        if (!urgent && !isClean()) {
          set({ kind: 'unsaved' })
          schedule(rest)
          return false
        }
      } catch (error) {
        if (++clashes > 5 || !(await recovered(error))) return clashes > 5 ? failed(error) : false
      }
    }
    set({ kind: 'saved' })
    return true
  }

  /** True when saving can go on at once. */
  async function recovered(error: unknown): Promise<boolean> {
    return isAppError(error) && error.code === 'conflict' ? broughtTogether() : failed(error)
  }

  async function broughtTogether(): Promise<boolean> {
    try {
      const theirs = await hands.load()
      const overlaps = hands.merge(base.flow, theirs.flow)
      if (overlaps.length > 0) {
        set({ kind: 'conflict', theirs, overlaps })
        return false
      }
      base = theirs
      return true
    } catch (again) {
      return failed(again)
    }
  }

  function failed(error: unknown): false {
    const data = toErrorData(error)
    if (data.retry === 'later') {
      set({ kind: 'retrying', error: data })
      schedule(Math.min(longest, 1000 * 2 ** tries++))
    } else {
      set({ kind: 'refused', error: data })
    }
    return false
  }

  return {
    edited: () => {
      if (running || state.kind === 'conflict') return
      if (isClean()) {
        cancel()
        if (state.kind !== 'saved') set({ kind: 'saved' })
      } else {
        if (state.kind !== 'unsaved' && state.kind !== 'retrying') set({ kind: 'unsaved' })
        schedule(state.kind === 'retrying' ? Math.max(rest, 1000 * 2 ** (tries - 1)) : rest)
      }
    },
    flush,
    stored: (stored) => {
      base = stored
      if (!running) set({ kind: isClean() ? 'saved' : 'unsaved' })
    },
    catchUp: async () => (await broughtTogether()) && flush(),
    settle: (prefer) => {
      if (state.kind !== 'conflict') return flush()
      const { theirs } = state
      hands.merge(base.flow, theirs.flow, prefer)
      base = theirs
      set({ kind: 'unsaved' })
      return flush()
    },
    version: () => base.version,
    isClean,
    stop: () => cancel(),
  }
}
