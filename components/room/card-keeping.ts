import type { JsonObject } from '../../server/kernel/json.ts'
import type { CardKeep } from '../genui/index.ts'

type Kept = { card: string; state: JsonObject; shared: boolean }
type Due = { state: JsonObject | null; saved: () => void }

export type CardKeeping = {
  /** What the server kept, as a snapshot brings it. What is known already, or changed meanwhile, stays. */
  learn: (kept: readonly Kept[]) => void
  own: CardKeep
  shared: CardKeep
  /** Sends what waits now: the page may be gone in a moment. */
  flush: () => void
}

/** Keeps the state of a room's cards on the server: some time after the last change of each, the newest only. */
export function cardKeeping(send: (card: string, state: JsonObject | null, shared: boolean) => Promise<unknown>, pause = 600): CardKeeping {
  const sides = [side(false), side(true)] as const

  function side(shared: boolean) {
    const known = new Map<string, JsonObject | null>()
    const due = new Map<string, Due>()
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    const go = (card: string) => {
      clearTimeout(timers.get(card))
      timers.delete(card)
      const next = due.get(card)
      due.delete(card)
      // what does not get there stays in the browser, and goes with the next change or visit
      if (next) void send(card, next.state, shared).then(next.saved, () => undefined)
    }
    const keep: CardKeep = {
      read: (card) => known.get(card),
      write(card, state, saved) {
        known.set(card, state)
        due.set(card, { state, saved })
        clearTimeout(timers.get(card))
        timers.set(
          card,
          setTimeout(() => go(card), pause),
        )
      },
    }
    return { shared, known, keep, flush: () => [...due.keys()].forEach(go) }
  }

  return {
    learn(kept) {
      for (const { card, state, shared } of kept) {
        const { known } = sides[shared ? 1 : 0]
        if (!known.has(card)) known.set(card, state)
      }
    },
    own: sides[0].keep,
    shared: sides[1].keep,
    flush: () => {
      for (const { flush } of sides) flush()
    },
  }
}
