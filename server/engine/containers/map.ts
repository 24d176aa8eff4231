import type { JsonObject } from '../../kernel/json.ts'
import { settleAll } from '../outcome.ts'
import { itemsOf, resultsOf, type Taken, takeItem } from './collect.ts'
import type { Inside } from './inside.ts'

/**
 * Several at once. Items begin in their order, so the first item that fails is the same whatever the timing: all before
 * it have begun and come to their end, and the first failure in their order goes up.
 */
export async function map(inside: Inside): Promise<JsonObject> {
  const items = itemsOf(inside)
  const ends: Promise<Taken>[] = []
  let next = 0
  let stopped = false

  async function lane(): Promise<void> {
    for (let index = next++; index < items.length && !stopped; index = next++) {
      const end = takeItem(inside, index, { item: items[index] ?? null })
      ends[index] = end
      await end.catch(() => {
        stopped = true
      })
    }
  }

  const lanes = Math.min(items.length, typeof inside.input.atOnce === 'number' ? inside.input.atOnce : 10)
  await Promise.all(Array.from({ length: lanes }, lane))
  await settleAll(ends)
  return resultsOf(await Promise.all(ends))
}
