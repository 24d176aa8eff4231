import { fork } from 'node:child_process'
import { once } from 'node:events'

export type Readers = { url: string; cookie: string; slug: string; rooms: readonly string[]; readers: number }

/** People who look at these rooms, so many each, over server-sent events, in a process of their own. Answers how to send them away. */
export async function readersOf(wanted: Readers): Promise<() => Promise<void>> {
  if (wanted.rooms.length === 0) return async () => undefined
  const child = fork('e2e/bench/browser-reader.ts')
  child.send(wanted)
  await once(child, 'message')
  return async () => {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
}
