import type { AppError } from '../kernel/errors.ts'
import { foremost } from './outcome.ts'

/** How a part ended, for the block that called it. A part that rejects instead did not end: the walk stops there. */
export type Part<T> = { value: T } | { error: AppError }

export type Holder = ReturnType<typeof createHolder>

/**
 * Stands between a composite block and its parts. A part that waits for people, or that this worker had to leave, never
 * comes back to the block: its promise stays open, so no `catch` in the block can take it for a failure, and arms
 * beside it go on. When nothing moves any more the reason goes up, past the block.
 */
export function createHolder() {
  const stops: unknown[] = []
  let moving = 0
  let closed = false
  let stirred = (): void => {}

  function hold<T>(work: () => Promise<Part<T>>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (closed) return
      moving += 1
      work()
        .then(
          (end) => ('error' in end ? reject(end.error) : resolve(end.value)),
          (reason: unknown) => stops.push(reason),
        )
        .finally(() => {
          moving -= 1
          stirred()
        })
    })
  }

  /** The block's end, or rejects with the reason why it cannot come to one now. Either way nothing is left running. */
  async function untilDone<T>(block: Promise<T>): Promise<T> {
    let ended = false
    const end = (): void => {
      ended = true
      stirred()
    }
    block.then(end, end)
    for (;;) {
      // Listens before it looks, so that nothing stirs unseen in between.
      const change = new Promise<void>((resolve) => {
        stirred = resolve
      })
      if (await isAtRest(() => ended)) break
      await change
    }
    closed = true
    if (stops.length > 0) throw foremost(stops)
    return block
  }

  async function isAtRest(ended: () => boolean): Promise<boolean> {
    // A block that was just answered may be about to call its next part: lets all that is ready run first.
    if (moving === 0 && !ended() && stops.length > 0) await new Promise((resolve) => setTimeout(resolve, 0))
    return moving === 0 && (ended() || stops.length > 0)
  }

  return { hold, untilDone }
}
