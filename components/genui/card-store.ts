import { createStateStore, type StateStore } from '@json-render/react'
import type { JsonObject } from '../../server/kernel/json.ts'
import { browserKeep, readKept, writeKept } from '../kept.ts'

const keyOf = (id: string) => `hearth:card:${id}`

/** Where a card's own state is kept beyond this browser, so that another device shows it as it was. */
export type CardKeep = {
  /** What was kept last; null when it was let go of. */
  read: (card: string) => JsonObject | null | undefined
  /** Keeps it in a moment; `saved` when it is there. */
  write: (card: string, state: JsonObject | null, saved: () => void) => void
}

/**
 * A card's own state (typed comment, hidden amounts, what is chosen and not sent). Each change is in the browser at once, until the
 * server has it too, so that neither a crash of the tab nor another device loses anything half-typed.
 */
export function keptCardStore(id: string, keep?: CardKeep): StateStore {
  const browser = browserKeep()
  const here = objectIn(readKept(browser, keyOf(id)))
  const store = createStateStore({ ...(here ?? keep?.read(id) ?? {}) })
  const save = (typed: JsonObject) =>
    keep?.write(id, typed, () => {
      // unless more was typed meanwhile
      if (JSON.stringify(readKept(browser, keyOf(id))) === JSON.stringify(typed)) browser.removeItem(keyOf(id))
    })
  store.subscribe(() => {
    // what goes out with an answer is not kept: it may be who somebody is
    const { values: _sent, ...typed } = store.getSnapshot() as JsonObject
    writeKept(browser, keyOf(id), typed)
    save(typed)
  })
  if (here && keep) save(here) // from before a crash, or while the server was away
  return store
}

/** Once answered, what was typed has gone with the answer. */
export function forgetCard(id: string, keep?: CardKeep): void {
  browserKeep().removeItem(keyOf(id))
  if (keep?.read(id)) keep.write(id, null, () => undefined)
}

const objectIn = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined
