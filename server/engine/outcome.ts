import type { ErrorData } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { isParked } from './world.ts'

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

function weight(reason: unknown): number {
  if (isParked(reason)) return 2
  return reason instanceof NodeFailure ? 1 : 0
}
