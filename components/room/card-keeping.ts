import type { CardItem } from '../../server/conversation/index.ts'
import type { JsonObject } from '../../server/kernel/json.ts'
import type { CardKeep } from '../genui/index.ts'

type Kept = { card: string; state: JsonObject; shared: boolean }
type Due = { state: JsonObject | null; saved: () => void }

export type CardKeeping = {
  /** What the server kept, as a snapshot brings it. What is known already, or changed meanwhile, stays. */
  learn: (kept: readonly Kept[]) => void
  own: CardKeep
  shared: CardKeep
  /** What the room's feed tells of cards that are filled together. */
  hear: (shared: Readonly<Record<string, JsonObject | null>>) => void
  /** Sends what waits now: the page may be gone in a moment. */
  flush: () => void
}

/** Where a card's state goes: to all in the room when it says that they fill it together. */
export function keepOf(cards: CardKeeping, { component, props }: CardItem): CardKeep {
  return component === 'View' && props?.shared === true ? cards.shared : cards.own
}

/** Keeps the state of a room's cards on the server: some time after the last change of each, the newest only. */
export function cardKeeping(send: (card: string, state: JsonObject | null, shared: boolean) => Promise<unknown>, pause = 600): CardKeeping {
  const sides = [side(false), side(true)] as const

  function side(shared: boolean) {
    const known = new Map<string, JsonObject | null>()
    const due = new Map<string, Due>()
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    const watchers = new Map<string, (state: JsonObject | null) => void>()
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
      watch(card, tell) {
        watchers.set(card, tell)
        return () => void watchers.delete(card)
      },
    }
    const hear = (card: string, state: JsonObject | null) => {
      // what is typed here and under way wins, as it comes later
      if (due.has(card) || JSON.stringify(known.get(card) ?? null) === JSON.stringify(state)) return
      known.set(card, state)
      watchers.get(card)?.(state)
    }
    return { shared, known, keep, hear, flush: () => [...due.keys()].forEach(go) }
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
    hear: (shared) => {
      for (const [card, state] of Object.entries(shared)) sides[1].hear(card, state)
    },
    flush: () => {
      for (const { flush } of sides) flush()
    },
  }
}
