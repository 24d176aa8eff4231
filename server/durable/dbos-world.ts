import type { Block } from '../engine/define-block.ts'
import type { EngineEvent } from '../engine/events.ts'
import type { Hands, ToolCall } from '../engine/hands.ts'
import { runBlock } from '../engine/run-block.ts'
import { type AskCall, type Checkpoint, Parked, type StepCall, type World } from '../engine/world.ts'
import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { type Batch, isLostOwnership, type KeyedEvent, type Recorder } from './commit.ts'
import { type Journal, openJournal } from './journal.ts'
import { isPassing, passingDelay, pause } from './passing.ts'
import { type StepEvents, stepEvents } from './step-events.ts'
import type { TakenUp } from './take-up.ts'
import { waitIdOf } from './wait-id.ts'

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
}
export type WorldParts = {
  recorder: Recorder
  hands: (context: StepContext) => Partial<Hands>
}
export type DbosWorld = World & {
  journal: Journal
  /** Stops all steps: the run was cancelled, or this worker no longer holds it. */
  stop(reason: AppError): void
  /** Begins no further step; resolves when those under way are recorded. For a worker that hands over. */
  rest(): Promise<void>
  /** Questions that this walk found without an answer. */
  asked: ReadonlyMap<string, { wait: string; toolCallId: string; question: AskCall['question'] }>
}

/** How often an external step that fails in a passing way is tried. */
const attempts = 3
const retryDelay = (nth: number): number => 250 * 4 ** (nth - 1)
/** Trying again changes nothing twice: the service honours the key, or it is only asked for words. */
const mayRepeat = ({ card, needs }: Block): boolean => card.effect === 'external' && (card.idempotent || needs.includes('model'))

type Lane = Awaited<ReturnType<Journal['lane']>>
type Ending = { steps: Batch['steps']; events: KeyedEvent[] }
/** Takes a transaction back because its block failed, which is an outcome and no error. */
class Undone extends Error {}

/** The World over PostgreSQL: what is recorded here any worker finds again. See decisions/001. */
export function createDbosWorld(taken: TakenUp, { recorder, hands }: WorldParts): DbosWorld {
  const { runId, workspaceId, epoch } = taken
  const stopping = new AbortController()
  const journal = openJournal(taken, recorder, (error) => stopping.abort(error))
  const steps = new Map(taken.steps.map((step) => [step.path, checkpointOf(step)]))
  const waits = new Map(taken.waits.map((wait) => [wait.path, wait]))
  const asked = new Map<string, { wait: string; toolCallId: string; question: AskCall['question'] }>()
  const tries = new Map<string, number>()
  const busy = new Set<Promise<unknown>>()
  let resting = false

  const world: DbosWorld = {
    journal,
    asked,
    signal: stopping.signal,
    attempt: (path) => `${epoch}.${tries.get(path) ?? 1}`,
    recall: (path) => steps.get(path),
    emit: (key, event) => journal.event(key, event),
    stop: (reason) => stopping.abort(reason),
    step(call) {
      const known = steps.get(call.path)
      if (known) return Promise.resolve(known)
      if (resting) return new Promise(() => undefined) // another worker will take this step
      const work = perform(call)
      busy.add(work)
      const over = () => void busy.delete(work)
      work.then(over, over)
      return work
    },
    async ask({ path, question, toolCall }) {
      const wait = waits.get(path)
      if (wait?.answer) return wait.answer
      const id = wait?.id ?? waitIdOf(runId, path)
      const toolCallId = wait?.toolCallId ?? toolCall?.id ?? `ask-${id}`
      asked.set(path, { wait: id, toolCallId, question: wait?.question ?? question })
      if (!wait) {
        const event: EngineEvent = { kind: 'human.requested', path, wait: id, toolCallId, question, ...(toolCall ? { toolCall } : {}) }
        const row = { id, path, question: recorder.storable(question) as JsonObject, toolCallId, deadline: question.expiresAt ?? null }
        await journal.record({ waits: [row], events: [{ key: `${path}:requested`, event }] })
      }
      throw new Parked(path)
    },
    async rest() {
      resting = true
      await Promise.allSettled(busy)
    },
  }
  return world

  async function perform(call: StepCall): Promise<Checkpoint> {
    for (let nth = 1; ; nth++) {
      tries.set(call.path, nth)
      const ended = await attempt(call, nth)
      if (ended) {
        steps.set(call.path, ended)
        return ended
      }
      await unlessStopped(pause(retryDelay(nth)))
    }
  }

  /** Undefined: try again. */
  async function attempt({ path, block, input, handled, toolCall }: StepCall, nth: number): Promise<Checkpoint | undefined> {
    stopping.signal.throwIfAborted()
    const about = { path, attempt: `${epoch}.${nth}` }
    const node = { ...about, block: block.card.id, ...(toolCall ? { toolCall } : {}) }
    const began = performance.now()
    journal.event(`${path}:${about.attempt}:started`, { kind: 'node.started', ...node, input })
    const transactional = block.card.effect === 'transactional'
    const events = stepEvents(about, world.emit)
    const context: StepContext = { ...about, block, idempotencyKey: `${runId}/${path}`, signal: stopping.signal, events, tx: undefined, toolCall }
    let closed: KeyedEvent[] | undefined
    const closing = (checkpoint: Checkpoint): Ending => {
      closed ??= events.ending(false)
      const ms = Math.round((performance.now() - began) * 100) / 100
      const last: KeyedEvent =
        checkpoint.outcome === 'done'
          ? { key: `${path}:completed`, event: { kind: 'node.completed', ...node, output: checkpoint.output, ms } }
          : { key: `${path}:failed`, event: { kind: 'node.failed', ...node, error: checkpoint.error, ms, handled } }
      return { steps: [{ path, checkpoint }], events: [...closed, last] }
    }

    const ended = transactional ? await transact(input, context, closing) : await unlessStopped(run(block, input, context))
    stopping.signal.throwIfAborted()
    if (ended.outcome === 'failed' && nth < attempts && ended.error.retry === 'later' && mayRepeat(block)) {
      for (const { key, event } of events.ending(true)) journal.event(key, event)
      journal.event(`${path}:${about.attempt}:retried`, { kind: 'node.retried', ...about, error: ended.error, afterMs: retryDelay(nth) })
      return undefined
    }
    if (!transactional || ended.outcome === 'failed') await journal.record(closing(ended))
    return ended
  }

  async function run(block: Block, input: JsonObject, context: StepContext): Promise<Checkpoint> {
    const given = hands(context)
    const ended = await runBlock(block, input, given, (error) => {
      if (stopping.signal.aborted || isLostOwnership(error) || (context.tx && isPassing(error))) return true
      if (!isAppError(error)) log.error({ err: error, run: runId, path: context.path }, 'a block failed unexpectedly')
      return false
    })
    return recorder.storable(ended) as Checkpoint
  }

  /** The block's own writes, its checkpoint and its events are one commit; a failure takes its writes back and is recorded by itself. */
  async function transact(input: JsonObject, context: StepContext, closing: (done: Checkpoint) => Ending): Promise<Checkpoint> {
    for (let again = 0; ; again++) {
      let lane: Lane | undefined
      let ended: Checkpoint | undefined
      try {
        ended = await inWorkspace(workspaceId, async (tx) => {
          const former = again > 0 ? await recorded(tx, context.path) : undefined
          if (former) return former
          ended = await run(context.block, input, { ...context, tx })
          if (ended.outcome === 'failed') throw new Undone()
          stopping.signal.throwIfAborted()
          lane = await journal.lane()
          await lane.commit(tx, closing(ended))
          return ended
        })
        lane?.end()
        return ended
      } catch (error) {
        lane?.end(error)
        if (error instanceof Undone && ended) return ended
        stopping.signal.throwIfAborted()
        if (!isPassing(error)) throw error
        await pause(passingDelay(again))
      }
    }
  }

  async function recorded(tx: Tx, path: string): Promise<Checkpoint | undefined> {
    const [row] = await tx.sql<TakenUp['steps'][number]>`select path, outcome, output, error from run_step where run_id = ${runId} and path = ${path}`
    return row && checkpointOf(row)
  }

  /** A block that does not hear the signal is left behind: what it still does counts for nothing. */
  function unlessStopped<T>(work: Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>()
    const stop = () => reject(stopping.signal.reason)
    stopping.signal.addEventListener('abort', stop, { once: true })
    return Promise.race([work, promise]).finally(() => stopping.signal.removeEventListener('abort', stop))
  }
}

function checkpointOf({ outcome, output, error }: TakenUp['steps'][number]): Checkpoint {
  return outcome === 'done' ? { outcome, output: output ?? {} } : { outcome, error: error ?? toErrorData(new AppError('internal')) }
}
