import { prepareExpression } from '../../engine/expression.ts'
import type { WorkedOut } from '../../engine/port-types.ts'
import { AppError, isAppError } from '../../kernel/errors.ts'
import type { Json } from '../../kernel/json.ts'

/** Enough for 10,000 entries and some work with each; the entries share it. */
const cost = 5_000_000

/** Works an expression out for each entry; its names are `item`, `index` (from 0) and `items`. Says at which entry it went wrong. */
export function perEntry(source: string, items: Json[], more: Record<string, Json> = {}): (item: Json, index: number) => Json {
  const work = prepareExpression(source, { cost })
  return (item, index) => {
    try {
      return work({ items, ...more, item, index })
    } catch (error) {
      if (!isAppError(error)) throw error
      throw new AppError(error.code, `Entry ${index} of the list: ${error.message}`)
    }
  }
}

/** The same for a question: each answer must be true or false. */
export function perEntryTest(source: string, items: Json[]): (item: Json, index: number) => boolean {
  const work = perEntry(source, items)
  return (item, index) => {
    const answer = work(item, index)
    if (typeof answer !== 'boolean')
      throw new AppError('invalid-input', `Entry ${index} of the list: the condition must give true or false. Compare with something, such as item > 0.`)
    return answer
  }
}

/** What those names stand for. */
export const entryNames: WorkedOut['names'] = { item: { entryOf: 'items' }, index: { type: { type: 'integer' } }, items: { port: 'items' } }
export const names = 'May use item, index (from 0) and items.'
