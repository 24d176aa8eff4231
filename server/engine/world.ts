import type { ErrorData } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Block } from './define-block.ts'
import type { EngineEvent } from './events.ts'
import type { Answer, Question, ToolCall } from './hands.ts'

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
   * A transactional block's own writes are in that same commit. Resolves with the recorded outcome, also when the block
   * failed; rejects only when nothing was recorded: the run was cancelled, or this worker must stop. Emits `node.started`
   * and `node.completed` or `node.failed`. Use {@link runBlock}, which checks what comes out.
   */
  step(call: StepCall): Promise<Checkpoint>
  /** The answer, or throws {@link Parked} after having recorded the question: the run goes on when somebody answered. */
  ask(call: AskCall): Promise<Answer>
  /** Adds an event; it travels with the next commit, or by itself after some tens of milliseconds. Repeats are dropped by key. */
  emit(key: string, event: EngineEvent): void
  /** Aborted when the run is cancelled, or this worker must stop. */
  signal: AbortSignal
  /** A name of this attempt of this path: `epoch.try`. */
  attempt(path: string): string
}

export type Checkpoint = { outcome: 'done'; output: JsonObject } | { outcome: 'failed'; error: ErrorData }

/** `handled`: a failure of this step does not fail the run (an `error` wire, or a composite block, takes it). For the event only. */
export type StepCall = { path: string; block: Block; input: JsonObject; handled: boolean; toolCall?: ToolCall }
export type AskCall = { path: string; question: Question; toolCall?: ToolCall }

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
