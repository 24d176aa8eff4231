import type { Answer } from './hands.ts'
import { Parked } from './world.ts'

export type Activity = ReturnType<typeof createActivity>

/**
 * Knows whether anything moves in a walk, in all its arms, containers and called flows together. While something does, an
 * answer that comes is taken at once. When nothing does, whoever waits for an answer is told to park.
 */
export function createActivity() {
  const waiting = new Set<() => void>()
  let moving = 0
  let stirs = 0
  let watching = false

  /** Counts as something that moves until it settles. */
  async function during<T>(work: () => Promise<T>): Promise<T> {
    moving += 1
    stirs += 1
    try {
      return await work()
    } finally {
      moving -= 1
      look()
    }
  }

  /** Waits without counting as something that moves: rejects with `atRest()` when nothing does. */
  function until<T>(awaited: Promise<T>, signal: AbortSignal, atRest: () => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        stirs += 1
        waiting.delete(park)
        signal.removeEventListener('abort', stop)
        end()
      }
      const park = (): void => settle(() => reject(atRest()))
      const stop = (): void => settle(() => reject(signal.reason))
      if (signal.aborted) return stop()
      signal.addEventListener('abort', stop, { once: true })
      waiting.add(park)
      awaited.then(
        (value) => settle(() => resolve(value)),
        (reason: unknown) => settle(() => reject(reason)),
      )
      look()
    })
  }

  function look(): void {
    if (watching || moving > 0 || waiting.size === 0) return
    watching = true
    void watch()
  }

  async function watch(): Promise<void> {
    let before = -1
    // A block that was just answered may be about to begin its next part: lets all that is ready run first.
    while (moving === 0 && waiting.size > 0 && before !== stirs) {
      before = stirs
      await turn()
      await turn()
    }
    watching = false
    if (moving > 0 || before !== stirs) return look()
    for (const park of [...waiting]) park()
  }

  return {
    during,
    until,
    answered: (path: string, answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> => until(answer, signal, () => new Parked(path)),
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
