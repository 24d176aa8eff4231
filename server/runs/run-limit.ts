import { canonicalText } from '../engine/canonical.ts'
import { evaluateExpression } from '../engine/expression.ts'
import type { Concurrency } from '../engine/flow.ts'
import { isAppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { hashOf } from '../platform/canonical.ts'

/** With how many others of which key a run may be at work at once. */
export type RunLimit = { key: string; most: number; beyond: Concurrency['beyond'] }

const longest = 200

/**
 * The line a run stands in: its agent's, or that of all runs of the agent whose key has the same value. Where the key cannot be
 * worked out from this input, the run stands in one line with all others of which that is so: better late than too many at once.
 */
export function runLimit(agentId: string, concurrency: Concurrency | null, input: JsonObject): RunLimit | undefined {
  if (!concurrency) return undefined
  const { most, beyond } = concurrency
  const key = concurrency.key?.trim()
  return { key: key ? `${agentId}:${textOf(keyIn(key, input))}` : agentId, most, beyond }
}

function keyIn(source: string, input: JsonObject): Json {
  try {
    return evaluateExpression(source, { input })
  } catch (error) {
    if (!isAppError(error)) throw error
    return null
  }
}

function textOf(value: Json): string {
  const text = typeof value === 'string' ? value : canonicalText(value)
  return text.length > longest ? hashOf(value).toString('hex') : text
}
