/**
 * Errors of the database that pass: it restarts, a connection broke, two transactions got in each other's way. What was
 * under way may have been committed or not, so only work that can be repeated is tried again.
 */
export function isPassing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string') return passingCodes.has(code) || code.startsWith('08')
  return typeof message === 'string' && /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i.test(message)
}

const passingCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '53300', '25P03'], // shutting down, crashed, starting, too many connections, idle in transaction
  ...['40001', '40P01', '55P03'], // serialization, deadlock, lock not available
])

/** Grows from 50 ms to half a second. */
export const passingDelay = (tries: number): number => Math.min(500, 50 * 2 ** Math.min(tries, 5))

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Tries again for as long as the database is away. Only for work that can be repeated. */
export async function untilPassed<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error)) throw error
      await pause(passingDelay(tries))
    }
  }
}
