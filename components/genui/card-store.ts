import { createStateStore, type StateStore } from '@json-render/react'
import { browserKeep, readKept, writeKept } from '../kept.ts'

const keyOf = (id: string) => `hearth:card:${id}`

/**
 * A card's own state (typed comment, hidden amounts), kept in the browser under the card's id, so that a reload or a
 * crash of the tab loses nothing half-typed.
 */
export function keptCardStore(id: string): StateStore {
  const keep = browserKeep()
  const kept = readKept(keep, keyOf(id))
  const store = createStateStore(typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? { ...kept } : {})
  store.subscribe(() => {
    // what goes out with an answer is not kept: it may be who somebody is
    const { values: _sent, ...typed } = store.getSnapshot()
    writeKept(keep, keyOf(id), typed)
  })
  return store
}

/** Once answered, what was typed has gone with the answer. */
export function forgetCard(id: string): void {
  browserKeep().removeItem(keyOf(id))
}
