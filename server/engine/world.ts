import type { ErrorData } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Block } from './define-block.ts'
import type { EngineEvent } from './events.ts'
import type { Retry } from './flow.ts'
import type { Answer, Hands, Question, ToolCall } from './hands.ts'

/**
 * The engine's only way to the world. Two implementations pass one suite (world.suite.ts): local-world (in process) and
 * dbos-world (PostgreSQL, any worker resumes).
 *
 * Checkpoints are named by path, not by the order of calls, so branches may run side by side in one workflow and a
 * replay finds each one whatever the timing (decisions/001).
 */
export type World = {
  /** What is recorded under this path, if anything. Synchronous: a World loads a run's checkpoints before it walks. */
  recall(path: string): Checkpoint | undefined
  /**
   * Runs `block` once with its hands and records the outcome with all events raised meanwhile, in one commit.
   * A transactional block's own writes are in that same commit. Steps may share it with their neighbours, those that reach outside
   * only with what needs no time: they resolve before it, and nothing external begins before it is done ({@link World.settled}). Resolves with
   * the outcome, also when the block failed; rejects only when nothing was recorded: the run was cancelled, or this worker must stop. Emits `node.started`
   * and `node.completed` or `node.failed`. Use {@link runBlock}, which checks what comes out.
   */
  step(call: StepCall): Promise<Checkpoint>
  /**
   * Records that the run waits for this, once, and resolves when that is on disk. `answer` stays open until the answer is
   * there, which may be while this worker still works on another arm, or in the hands of another worker weeks later: the
   * walk ends with {@link Parked} when nothing else moves. An answer that is there already resolves at once. A timer that
   * is due within moments is waited for before this resolves, so the run is not put away for it.
   */
  wait(call: WaitCall): Promise<{ answer: Promise<Answer> }>
  /** Closes every wait below `path` that is still open: its race is lost, its time is up. */
  withdraw(path: string): Promise<void>
  /**
   * Records a decision under `path` (the winner of a race, the end of a container): the first one stays. Answers the one
   * that stands. It is kept as a checkpoint: from then on `recall(path)` gives `{ outcome: 'done', output: decision }`.
   * All events raised before are in the same commit, or an earlier one.
   */
  decide(path: string, decision: JsonObject): Promise<JsonObject>
  /** Resolves when all steps that resolved are on disk; rejects when they are lost, and the walk with them. */
  settled(): Promise<void>
  /** Adds an event; it travels with the next commit, or by itself after some tens of milliseconds. Repeats are dropped by key. */
  emit(key: string, event: EngineEvent): void
  /** Aborted when the run is cancelled, or this worker must stop. */
  signal: AbortSignal
  /** A name of this attempt of this path: `epoch.try`. */
  attempt(path: string): string
}

export type Checkpoint = { outcome: 'done'; output: JsonObject } | { outcome: 'failed'; error: ErrorData }

/** `handled`: a failure of this step does not fail the run (an `error` wire, or a composite block, takes it). For the event only. */
export type StepCall = {
  path: string
  block: Block
  input: JsonObject
  handled: boolean
  toolCall?: ToolCall
  /** Aborted when nobody needs this step any more: it rejects with the signal's reason, and nothing is recorded. */
  signal?: AbortSignal
  /** For each attempt; then it fails with `timed-out`. */
  timeoutMs?: number
  retry?: Retry
  /** Called at the start of each attempt: a later attempt begins its streams anew. */
  pipes?: () => Hands['pipe']
}
export type WaitCall = { path: string; signal?: AbortSignal } & Awaited
type Awaited =
  | { kind: 'human'; question: Question; toolCall?: ToolCall }
  /** `afterMs` counts from when it was first reached. Its answer's value is null. */
  | { kind: 'timer'; afterMs: number }
  | { kind: 'timer'; until: string }
  /** Something emitted under `topic` in this workspace after the wait began. Its answer's value is the payload. */
  | { kind: 'event'; topic: string; deadline?: string }
  /** Sent to this run by name; kept when it came before the wait. Each is received once, in order. */
  | { kind: 'signal'; name: string; deadline?: string }
  /** The end of another run of this workspace. Its answer's value: `{ status, output?, error? }`. */
  | { kind: 'run'; run: string; deadline?: string }
export type WaitKind = WaitCall['kind']

/** Thrown through the blocks of a run that can go no further until people answer. Never caught by a block. */
export class Parked extends Error {
  readonly isParked = true
  constructor(path: string) {
    super(`waits for an answer at ${path}`)
    this.name = 'Parked'
  }
}
export function isParked(error: unknown): error is Parked {
  return typeof error === 'object' && error !== null && 'isParked' in error
}

/** What a walk ended with. */
export type Outcome =
  | { status: 'completed'; output: Json }
  | { status: 'failed'; error: ErrorData; path?: string }
  | { status: 'waiting' }
  | { status: 'cancelled' }
