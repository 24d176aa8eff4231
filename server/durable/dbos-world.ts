import type { Block } from '../engine/define-block.ts'
import type { EventOf } from '../engine/events.ts'
import type { Retry } from '../engine/flow.ts'
import type { Hands, ToolCall } from '../engine/hands.ts'
import { runBlock } from '../engine/run-block.ts'
import { unlessAborted } from '../engine/unless-aborted.ts'
import type { Checkpoint, StepCall, World } from '../engine/world.ts'
import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import { hashOf } from '../platform/canonical.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { type Batch, type Ending, isLostOwnership, type KeyedEvent, type Recorder, type Written } from './commit.ts'
import { completedKey } from './completed-key.ts'
import { openFuse } from './fuse.ts'
import { type Journal, openJournal } from './journal.ts'
import { isLarge } from './large.ts'
import { lend } from './lend.ts'
import { isPassing, passingDelay, pause } from './passing.ts'
import { restored } from './restore.ts'
import { type StepEvents, stepEvents } from './step-events.ts'
import type { TakenUp } from './take-up.ts'
import { openWaits, type RunWaits } from './waits.ts'

/** What the hands of one attempt of a step are made from. */
export type StepContext = {
  path: string
  attempt: string
  block: Block
  /** The same for every attempt of this step, after any crash. */
  idempotencyKey: string
  signal: AbortSignal
  events: StepEvents
  /** Transactional blocks only: their writes are committed together with their checkpoint. */
  tx: Tx | undefined
  toolCall: ToolCall | undefined
  pipe: Hands['pipe'] | undefined
}
export type WorldParts = {
  recorder: Recorder
  hands: (context: StepContext) => Partial<Hands>
  /** False: each transactional step has a commit of its own, which it waits for. */
  fusing?: boolean
}
export type DbosWorld = World & {
  journal: Journal
  /** Stops all steps: the run was cancelled, or this worker no longer holds it. */
  stop(reason: AppError): void
  /** Ends the run, in one commit with its last steps where that can be. `held`: somebody wants to hold it; the steps are on disk, the end is not. */
  conclude(ending: Ending): Promise<Written>
  /** Begins no further step; resolves when those under way are recorded. For a worker that hands over. */
  rest(): Promise<void>
} & Pick<RunWaits, 'asked' | 'pending' | 'hear' | 'missed' | 'close'>

/** How an external step that fails in a passing way is tried again, unless its node says otherwise. */
const ownRetry: Retry = { attempts: 3, backoffMs: 250, factor: 4 }
const longestDelay = 3_600_000
/** Trying again changes nothing twice: the service honours the key, or it is only asked for words. */
const mayRepeat = ({ card, needs }: Block): boolean => card.effect === 'external' && (card.idempotent || needs.includes('model'))

/** That it began is on disk before it acts, so that whoever finds it without an end knows that it may have been done twice. */
const unsure = ({ card }: Block): boolean => card.effect === 'external' && card.destructive && !card.idempotent

/** A person stopped the whole run: what it said so far they have read. Else nobody needs what this step showed. */
const isCancelled = ({ aborted, reason }: AbortSignal): boolean => aborted && isAppError(reason) && reason.code === 'cancelled'

type Lane = Awaited<ReturnType<Journal['lane']>>
type Closing = { steps: Batch['steps']; events: KeyedEvent[] }
/** Takes a transaction back because its block failed, which is an outcome and no error. */
class Undone extends Error {}

/** The World over PostgreSQL: what is recorded here any worker finds again. See decisions/001. */
export function createDbosWorld(taken: TakenUp, { recorder, hands, fusing = true }: WorldParts): DbosWorld {
  const { runId, workspaceId, epoch } = taken
  const stopping = new AbortController()
  const journal = openJournal(taken, recorder, (error) => stopping.abort(error))
  const steps = new Map(taken.steps.map((step) => [step.path, checkpointOf(step)]))
  const tries = new Map<string, number>()
  const busy = new Set<Promise<unknown>>()
  const deciding = new Map<string, Promise<JsonObject>>()
  const waits = openWaits(taken, journal, recorder, stopping.signal)
  const fuse = openFuse(workspaceId, journal)
  /** How many steps are {@link aside}. */
  let apart = 0
  let resting = false

  const world: DbosWorld = {
    journal,
    asked: waits.asked,
    pending: waits.pending,
    hear: waits.hear,
    missed: waits.missed,
    close: waits.close,
    signal: stopping.signal,
    attempt: (path) => `${epoch}.${tries.get(path) ?? 1}`,
    recall: (path) => steps.get(path),
    emit(key, event) {
      waits.moved()
      journal.event(key, event)
    },
    stop: (reason) => stopping.abort(reason),
    step(call) {
      const known = steps.get(call.path)
      if (known) return Promise.resolve(known)
      if (resting) return new Promise(() => undefined) // another worker will take this step
      waits.moved()
      const work = perform(call)
      busy.add(work)
      const over = () => void busy.delete(work)
      work.then(over, over)
      return work
    },
    wait(call) {
      waits.moved()
      return waits.wait(call)
    },
    withdraw(path) {
      waits.moved()
      return waits.withdraw(path)
    },
    decide(path, decision) {
      waits.moved()
      const known = steps.get(path)
      if (known?.outcome === 'done') return Promise.resolve(known.output)
      const made = deciding.get(path) ?? decide(path, recorder.storable(decision) as JsonObject)
      deciding.set(path, made)
      return made
    },
    settled,
    async conclude(ending) {
      const ended = journal.end(ending)
      ended.catch(() => undefined) // told below, or by the fuse
      await fuse.settle()
      return await ended
    },
    async rest() {
      resting = true
      await Promise.allSettled(busy)
      await settled().catch(() => undefined) // whoever takes the run over does them again
    },
  }
  return world

  async function settled(): Promise<void> {
    await fuse.settle()
    await journal.settled()
  }

  /** Large values that came from other steps of this run, which the events only refer to. */
  function transfers(path: string, input: JsonObject): EventOf<'wire.transferred'>[] {
    return Object.entries(input).flatMap(([port, value]) => {
      if (!isLarge(value)) return []
      const reference = hashOf(value).toString('hex')
      for (const [node, step] of steps) {
        const from =
          step.outcome === 'done' &&
          Object.keys(step.output).find((each) => isLarge(step.output[each] ?? null) && hashOf(step.output[each] ?? null).toString('hex') === reference)
        if (from) return [{ kind: 'wire.transferred', path, port, from: { node, port: from }, bytes: Buffer.byteLength(JSON.stringify(value)), reference }]
      }
      return []
    })
  }

  async function decide(path: string, output: JsonObject): Promise<JsonObject> {
    const checkpoint: Checkpoint = { outcome: 'done', output }
    await journal.record({ steps: [{ path, checkpoint }] })
    steps.set(path, checkpoint)
    return output
  }

  async function perform(call: StepCall): Promise<Checkpoint> {
    const signal = call.signal ? AbortSignal.any([stopping.signal, call.signal]) : stopping.signal
    const retry = call.retry ?? ownRetry
    for (let nth = 1; ; nth++) {
      tries.set(call.path, nth)
      const delay = Math.min(longestDelay, retry.backoffMs * retry.factor ** (nth - 1))
      const again = nth < retry.attempts && (call.retry !== undefined || mayRepeat(call.block)) ? delay : undefined
      const tried = () => attempt(call, nth, signal, again)
      // nothing reaches outside before what led to it is on disk
      const ended = await (call.block.card.effect === 'external' ? aside(settled, tried) : tried())
      if (ended) {
        steps.set(call.path, ended)
        return ended
      }
      await unlessAborted(pause(delay), signal)
    }
  }

  /** Undefined: try again, `afterMs` later. */
  async function attempt(call: StepCall, nth: number, needed: AbortSignal, afterMs: number | undefined): Promise<Checkpoint | undefined> {
    const { path, block, input, handled, toolCall, timeoutMs } = call
    const { effect } = block.card
    needed.throwIfAborted()
    const about = { path, attempt: `${epoch}.${nth}` }
    const node = { ...about, block: block.card.id, ...(toolCall ? { toolCall } : {}) }
    journal.event(`${path}:${about.attempt}:started`, { kind: 'node.started', ...node, input })
    for (const event of transfers(path, input)) journal.event(`${path}:${event.port}:transferred`, event)
    if (unsure(block)) await journal.record()
    needed.throwIfAborted()
    const began = performance.now()
    const events = stepEvents(about, world.emit)
    const limit = timeoutMs === undefined ? undefined : timeLimit(block, timeoutMs)
    const signal = limit ? AbortSignal.any([needed, limit.signal]) : needed
    const context: StepContext = { ...about, block, idempotencyKey: `${runId}/${path}`, signal, events, tx: undefined, toolCall, pipe: call.pipes?.() }
    let closed: KeyedEvent[] | undefined
    const closing = (checkpoint: Checkpoint): Closing => {
      closed ??= events.ending('over')
      const ms = Math.round((performance.now() - began) * 100) / 100
      const last: KeyedEvent =
        checkpoint.outcome === 'done'
          ? { key: completedKey(path), event: { kind: 'node.completed', ...node, output: checkpoint.output, ms } }
          : { key: `${path}:failed`, event: { kind: 'node.failed', ...node, error: checkpoint.error, ms, handled } }
      return { steps: [{ path, checkpoint }], events: [...closed, last] }
    }

    try {
      const ended = effect === 'transactional' ? await transact(call, context, closing, needed) : await run(block, input, context, needed)
      needed.throwIfAborted()
      if (ended.outcome === 'failed' && afterMs !== undefined && ended.error.retry === 'later') {
        for (const { key, event } of events.ending('superseded')) journal.event(key, event)
        journal.event(`${path}:${about.attempt}:retried`, { kind: 'node.retried', ...about, error: ended.error, afterMs })
        return undefined
      }
      if (effect === 'external') journal.defer(closing(ended), 'soon')
      else if (effect === 'recorded') journal.defer(closing(ended))
      else if (ended.outcome === 'failed') await journal.record(closing(ended))
      return ended
    } catch (error) {
      if (call.signal?.aborted) for (const { key, event } of events.ending(isCancelled(stopping.signal) ? 'stopped' : 'superseded')) journal.event(key, event)
      throw error
    } finally {
      limit?.clear()
    }
  }

  /** A block that does not hear the signal is left behind: what it still does counts for nothing. */
  async function run(block: Block, input: JsonObject, context: StepContext, needed: AbortSignal): Promise<Checkpoint> {
    const working = runBlock(block, input, hands(context), (error) => {
      if (needed.aborted || isLostOwnership(error) || (context.tx && isPassing(error))) return true
      if (!isAppError(error)) log.error({ err: error, run: runId, path: context.path }, 'a block failed unexpectedly')
      return false
    })
    const ended = await unlessAborted(working, context.signal).catch((error: unknown): Checkpoint => {
      if (context.signal.aborted && !needed.aborted) return { outcome: 'failed', error: toErrorData(context.signal.reason) } // its time is up
      throw error
    })
    return recorder.storable(ended) as Checkpoint
  }

  /**
   * The block's own writes, its checkpoint and its events are one commit; a failure takes its writes back and is recorded by itself.
   * Neighbours share that commit. Not while a step is {@link aside}; nor one that streams, since it may wait for others.
   */
  async function transact(call: StepCall, context: StepContext, closing: (done: Checkpoint) => Closing, needed: AbortSignal): Promise<Checkpoint> {
    const work = async (tx: Tx): Promise<Checkpoint> => {
      const lent = lend(tx)
      const ended = await run(context.block, call.input, { ...context, tx: lent.tx }, needed).finally(lent.end)
      needed.throwIfAborted()
      return ended
    }
    const fused = fusing && apart === 0 && !call.pipes ? await fuse.step(work, closing, call.handled || call.retry !== undefined) : undefined
    return fused ?? (await aside(fuse.settle, () => alone(work, context, closing, needed)))
  }

  /**
   * Does a step while no transaction is shared, neither one that is open nor one that begins while `ready` is waited for: what reached
   * outside would be taken back with it and done again, and two transactions of one run would wait for each other.
   */
  async function aside<T>(ready: () => Promise<void>, work: () => Promise<T>): Promise<T> {
    apart += 1
    try {
      await ready()
      return await work()
    } finally {
      apart -= 1
    }
  }

  async function alone(
    work: (tx: Tx) => Promise<Checkpoint>,
    context: StepContext,
    closing: (done: Checkpoint) => Closing,
    needed: AbortSignal,
  ): Promise<Checkpoint> {
    for (let again = 0; ; again++) {
      let lane: Lane | undefined
      let ended: Checkpoint | undefined
      try {
        ended = await inWorkspace(workspaceId, async (tx) => {
          const former = again > 0 ? await recorded(tx, context.path) : undefined
          if (former) return former
          ended = await work(tx)
          if (ended.outcome === 'failed') throw new Undone()
          lane = await journal.lane()
          await lane.commit(tx, closing(ended))
          return ended
        })
        lane?.end()
        return ended
      } catch (error) {
        lane?.end(error)
        if (error instanceof Undone && ended) return ended
        needed.throwIfAborted()
        if (!isPassing(error)) throw error
        await pause(passingDelay(again))
      }
    }
  }

  async function recorded(tx: Tx, path: string): Promise<Checkpoint | undefined> {
    const [row] = await tx.sql<
      TakenUp['steps'][number]
    >`select path, outcome, step_output(s) as output, error from run_step s where run_id = ${runId} and path = ${path}`
    const [whole] = row ? await restored(taken, [row]) : []
    return whole && checkpointOf(whole)
  }
}

/** Aborts an attempt that takes too long. */
function timeLimit({ card }: Block, ms: number): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController()
  const message = `"${card.title}" did not end within ${ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`}. Give it more time, or look at what it waits for.`
  const timer = setTimeout(() => controller.abort(new AppError('timed-out', message)), Math.min(ms, 2 ** 31 - 1))
  return { signal: controller.signal, clear: () => clearTimeout(timer) }
}

function checkpointOf({ outcome, output, error }: TakenUp['steps'][number]): Checkpoint {
  return outcome === 'done' ? { outcome, output: output ?? {} } : { outcome, error: error ?? toErrorData(new AppError('internal')) }
}
