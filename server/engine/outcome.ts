import { AppError, type ErrorData } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { canonical } from './canonical.ts'
import { type Checkpoint, isParked } from './world.ts'

/** What became of a node. `failed` here means handled: an unhandled failure is thrown as {@link NodeFailure}. */
export type Settled = { kind: 'done'; output: JsonObject } | { kind: 'failed'; error: ErrorData } | { kind: 'skipped' }

export const skipped: Settled = { kind: 'skipped' }

/** What a wire from this port carries; undefined is the Skipped token. */
export function carried(settled: Settled, port: string): Json | undefined {
  if (port === 'done') return settled.kind === 'done' ? true : undefined
  if (port === 'error') return settled.kind === 'failed' ? settled.error : undefined
  return settled.kind === 'done' && Object.hasOwn(settled.output, port) ? settled.output[port] : undefined
}

/** A failure nobody handles, on its way up to the run. */
export class NodeFailure extends Error {
  readonly path: string
  readonly data: ErrorData
  constructor(path: string, data: ErrorData) {
    super(data.message)
    this.name = 'NodeFailure'
    this.path = path
    this.data = data
  }
}

/**
 * Lets every arm come to its end before any failure goes up, so that nothing is left running behind it. What goes up
 * is not decided by timing: first what stops the worker, then a failure, then a wait; of each kind the first arm's.
 */
export async function settleAll(arms: Promise<unknown>[]): Promise<void> {
  const reasons = (await Promise.allSettled(arms)).flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  if (reasons.length > 0) throw foremost(reasons)
}

/** Of several reasons why a walk cannot go on, the one that goes up. */
export function foremost(reasons: unknown[]): unknown {
  return reasons.toSorted((a, b) => weight(a) - weight(b))[0]
}

/** Waits for what will not come in this walk, because of something else that goes up in its place. */
export class Stuck extends Error {
  constructor(path: string) {
    super(`${path} waits for what never begins`)
    this.name = 'Stuck'
  }
}

function weight(reason: unknown): number {
  if (reason instanceof Stuck) return 3
  if (isParked(reason)) return 2
  return reason instanceof NodeFailure ? 1 : 0
}

/** A failure on its way out of a container or a called flow, with the path it came from. */
export function withPath({ path, data }: NodeFailure): ErrorData {
  const { details } = data
  const before = typeof details === 'object' && details !== null && !Array.isArray(details) ? details : details === undefined ? {} : { details }
  // What failed deepest stays named.
  const deeper = typeof before.path === 'string' && before.path.startsWith(`${path}/`)
  return { ...data, details: { ...before, path: deeper ? before.path : path } as Json }
}

export const wireRejected = (port: string, reason: string): AppError =>
  new AppError('wire-rejected', `What came for "${port}" does not fit: ${reason}.`, { port })

export function settle({ path, handled }: { path: string; handled: boolean }, end: Checkpoint): Settled {
  if (end.outcome === 'done') return { kind: 'done', output: end.output }
  if (!handled) throw new NodeFailure(path, end.error)
  return { kind: 'failed', error: end.error }
}

/** A recorded outcome, whatever the world's store made of the order of its keys. */
export function inOneForm(end: Checkpoint): Checkpoint {
  return end.outcome === 'done' ? { outcome: 'done', output: canonical(end.output) as JsonObject } : end
}
