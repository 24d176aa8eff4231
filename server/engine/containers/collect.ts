import { AppError, type ErrorData } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { NodeFailure, withPath } from '../outcome.ts'
import { type Inside, mostIterations } from './inside.ts'

/** What came of one item: its result, its failure, or nothing. */
export type Taken = { result: Json } | { failure: JsonObject } | Record<never, never>

export function itemsOf({ input, title }: Inside): Json[] {
  const items = Array.isArray(input.items) ? input.items : []
  if (items.length > mostIterations)
    throw new AppError('limit-reached', `"${title}" takes at most ${mostIterations} items, and was given ${items.length}. Give it the list in parts.`, {
      limit: mostIterations,
    })
  return items
}

/** Walks what is in the container for one item. A failure is its end, or is kept beside the results: as the container says. */
export async function takeItem({ input, walk }: Inside, index: number, given: JsonObject): Promise<Taken> {
  const caught = input.onItemFailure === 'collect'
  try {
    const { result } = await walk(index, { ...given, index }, { caught })
    return result === undefined ? {} : { result }
  } catch (error) {
    if (!caught || !(error instanceof NodeFailure)) throw error
    return { failure: { index, ...failureOf(error) } }
  }
}

/** In the order of the items, whatever the order they were done in. */
export function resultsOf(taken: readonly Taken[]): JsonObject {
  return {
    results: taken.flatMap((one) => ('result' in one ? [one.result] : [])),
    failures: taken.flatMap((one) => ('failure' in one ? [one.failure] : [])),
    count: taken.length,
  }
}

/** A failure as a value, with the path of what failed. */
export function failureOf(error: NodeFailure): { code: ErrorData['code']; message: string; path: string } {
  const { code, message, details } = withPath(error)
  return { code, message, path: typeof details === 'object' && details !== null && !Array.isArray(details) ? String(details.path) : error.path }
}
