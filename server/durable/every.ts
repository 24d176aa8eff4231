import { log } from '../platform/log.ts'

/** Repeats a task, never twice at once, for as long as the process lives or until stopped. A failure is for the next time. */
export function every(ms: number, task: () => Promise<unknown>): () => void {
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    task()
      .catch((error: unknown) => log.warn({ err: error }, 'upkeep failed, trying again'))
      .finally(() => {
        busy = false
      })
  }, ms)
  return () => clearInterval(timer)
}
