import type { Json, JsonObject } from '../../kernel/json.ts'
import { itemsOf, resultsOf, takeItem } from './collect.ts'
import type { Inside } from './inside.ts'

/** One after another, in order. */
export async function forEach(inside: Inside): Promise<JsonObject> {
  const items = itemsOf(inside)
  const taken = []
  let previous: Json | undefined
  for (const [index, item] of items.entries()) {
    const one = await takeItem(inside, index, { item, ...(previous === undefined ? {} : { previous }) })
    taken.push(one)
    if ('result' in one) previous = one.result
  }
  return resultsOf(taken)
}
