import type { EngineEvent } from '../engine/events.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { type Batch, commitAlone, commitIn, type Ending, isLostOwnership, type Recorder, type Written } from './commit.ts'
import { isPassing, passingDelay, pause } from './passing.ts'
import type { Held } from './prepared.ts'
import { WalkAnew } from './walk-anew.ts'

/** An event that nobody waits for is written at the latest after this long. */
const lingerMs = 30

export type Journal = {
  /** Adds an event to what is written next. Pieces of one text that wait together become one. */
  event(key: string, event: EngineEvent): void
  /** Changes the run's row with the next commit. Lists and records grow, other values are replaced. */
  patch(change: JsonObject): void
  /** Adds these and resolves when they, and everything before them, are on disk. Errors: `lost-ownership`. */
  record(add?: Partial<Pick<Batch, 'steps' | 'waits' | 'events'>>): Promise<void>
  /**
   * Adds these to the next commit without waiting for it: nothing outside may follow from them before {@link settled}. `soon`: it
   * begins with this turn's end and is no transaction of a caller, which may be taken back; for what has reached outside.
   */
  defer(add: Partial<Pick<Batch, 'steps' | 'events'>>, soon?: 'soon'): void
  /**
   * Ends the run with the next commit. Resolves when that, and everything before it, is on disk; `held`: somebody wants to hold the run,
   * and all was written but the end.
   */
  end(end: Ending): Promise<Written>
  /** Resolves when what was deferred is on disk. */
  settled(): Promise<void>
  /**
   * For a transaction of the caller: `commit` must be its last statement, and takes along what waits until then; `end` says how it
   * ended. Nobody else writes meanwhile.
   */
  lane(): Promise<{ commit(tx: Pick<Tx, 'client' | 'afterCommit'>, add: Partial<Batch>): Promise<void>; end(error?: unknown): void }>
}

type Waiting = {
  batch: Batch
  deferred: boolean
  soon: boolean
  chunks: Map<string, EngineEvent & { kind: 'stream.chunk' }>
  hear: { resolve(written: Written): void; reject(error: unknown): void }[]
}

/**
 * Writes what a run comes to, in order, one commit at a time. What several arms finish while a commit is under way goes
 * out together in the next; events travel with the next checkpoint or, when none comes, after some tens of
 * milliseconds. Through a restart of the database it tries again. `lost` hears why nothing more can be written.
 */
export function openJournal(held: Held, recorder: Recorder, lost: (error: unknown) => void): Journal {
  let waiting = nothing()
  let writing: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let due: ReturnType<typeof setImmediate> | undefined
  let dead: { error: unknown } | undefined
  let deferredUnderWay = false

  return {
    event(key, event) {
      add(key, event)
      plan()
    },
    patch(change) {
      waiting.batch.patch = patched(waiting.batch.patch, change)
    },
    record,
    defer({ steps = [], events = [] }, soon) {
      waiting.deferred = true
      waiting.soon ||= soon !== undefined
      waiting.batch.steps.push(...steps)
      for (const { key, event } of events) add(key, event)
      plan()
    },
    end(end) {
      if (dead) return Promise.reject(dead.error)
      waiting.batch.end = end
      return heard()
    },
    settled() {
      if (dead) return Promise.reject(dead.error)
      if (waiting.deferred) return record()
      return deferredUnderWay ? rested() : Promise.resolve()
    },
    async lane() {
      while (writing || (waiting.soon && !dead)) {
        if (!writing) write()
        await writing
      }
      if (dead) throw dead.error
      const { free, ...begun } = begin()
      let { taken } = begun
      let written: Written = 'whole'
      return {
        async commit(tx, more) {
          taken = joined(taken, waiting)
          waiting = nothing()
          written = await commitIn(tx, held, withMore(taken.batch, more), recorder)
        },
        end(error) {
          if (error === undefined) settle(taken, written)
          else if (isLostOwnership(error) || error instanceof WalkAnew) die(taken, error)
          else waiting = joined(taken, waiting)
          free()
        },
      }
    },
  }

  function record({ steps = [], waits = [], events = [] }: Parameters<Journal['record']>[0] = {}): Promise<void> {
    if (dead) return Promise.reject(dead.error)
    waiting.batch.steps.push(...steps)
    waiting.batch.waits.push(...waits)
    for (const { key, event } of events) add(key, event)
    return isEmpty(waiting.batch) ? rested() : heard().then(() => undefined)
  }

  /** When what waits is written. */
  function heard(): Promise<Written> {
    const done = new Promise<Written>((resolve, reject) => waiting.hear.push({ resolve, reject }))
    plan()
    return done
  }

  /** When the commit that is under way is over. */
  async function rested(): Promise<void> {
    await writing
    if (dead) throw dead.error
  }

  function add(key: string, event: EngineEvent): void {
    if (event.kind === 'stream.chunk' && event.props === undefined) {
      const former = waiting.chunks.get(event.stream)
      if (former) {
        if (event.text !== undefined) former.text = (former.text ?? '') + event.text
        if (event.args !== undefined) former.args = (former.args ?? '') + event.args
        return
      }
      const own = { ...event }
      waiting.chunks.set(event.stream, own)
      waiting.batch.events.push({ key, event: own })
    } else waiting.batch.events.push({ key, event })
  }

  /** At the end of this turn when somebody waits for it, so that what other arms finish in the same turn comes along; else soon. */
  function plan(): void {
    if (writing || dead || isEmpty(waiting.batch)) return
    if (waiting.soon || waiting.hear.length > 0) due ??= setImmediate(write)
    else timer ??= setTimeout(write, lingerMs)
  }

  function write(): void {
    if (writing || dead) return
    const { taken, free } = begin()
    persist(taken.batch)
      .then((written) => settle(taken, written))
      .catch((error: unknown) => die(taken, error))
      .finally(free)
  }

  function begin(): { taken: Waiting; free: () => void } {
    clearTimeout(timer)
    clearImmediate(due)
    timer = due = undefined
    const taken = waiting
    waiting = nothing()
    deferredUnderWay = taken.deferred
    const { promise, resolve } = Promise.withResolvers<void>()
    writing = promise
    const free = () => {
      writing = undefined
      deferredUnderWay = false
      resolve()
      plan()
    }
    return { taken, free }
  }

  async function persist(batch: Batch): Promise<Written> {
    for (let tries = 0; ; tries++) {
      try {
        return await commitAlone(held, batch, recorder)
      } catch (error) {
        if (!isPassing(error)) throw error
        await pause(passingDelay(tries))
      }
    }
  }

  function settle(taken: Waiting, written: Written): void {
    announce('hearth_feed', held.outlet ? [held.runId, held.outlet] : [held.runId])
    for (const { resolve } of taken.hear) resolve(written)
  }

  function die(taken: Waiting, error: unknown): void {
    dead = { error }
    lost(error)
    for (const { reject } of [...taken.hear, ...waiting.hear]) reject(error)
    waiting = nothing()
  }
}

const nothing = (): Waiting => ({ batch: { steps: [], waits: [], events: [], patch: {} }, deferred: false, soon: false, chunks: new Map(), hear: [] })

const isEmpty = ({ steps, waits, events, patch, end }: Batch): boolean =>
  steps.length === 0 && waits.length === 0 && events.length === 0 && Object.keys(patch).length === 0 && end === undefined

const withMore = (batch: Batch, more: Partial<Batch>): Batch => ({
  steps: [...batch.steps, ...(more.steps ?? [])],
  waits: [...batch.waits, ...(more.waits ?? [])],
  events: [...batch.events, ...(more.events ?? [])],
  patch: patched(batch.patch, more.patch ?? {}),
  ...(batch.end || more.end ? { end: more.end ?? batch.end } : {}),
})

function patched(former: JsonObject, change: JsonObject): JsonObject {
  const { resumed, withdrawn, fired, ...rest } = change
  const lists = Object.entries({ resumed, withdrawn }).flatMap(([key, value]) => (value === undefined ? [] : [[key, [former[key] ?? [], value].flat()]]))
  return {
    ...former,
    ...rest,
    ...Object.fromEntries(lists),
    ...(fired === undefined ? {} : { fired: { ...(former.fired as JsonObject), ...(fired as JsonObject) } }),
  }
}

const joined = (first: Waiting, then: Waiting): Waiting => ({
  batch: withMore(first.batch, then.batch),
  deferred: first.deferred || then.deferred,
  soon: first.soon || then.soon,
  chunks: then.chunks,
  hear: [...first.hear, ...then.hear],
})
