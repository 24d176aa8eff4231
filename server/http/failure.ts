import { AppError, errorCodes, isAppError } from '../kernel/errors.ts'
import { log } from '../platform/log.ts'

/** Any failure as an answer: our errors by their table row; the rest logged here, once, and told as `internal`. */
export function failure(error: unknown, where: { id: string }): Response {
  const known = isAppError(error) ? error : databaseError(error)
  if (!known) log.error({ err: error, endpoint: where.id }, 'request failed')
  const told = known ?? new AppError('internal')
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  const seconds = secondsOf(told)
  if (seconds !== undefined) headers['retry-after'] = String(seconds)
  // What is missing and what is somebody else's must look the same, to the byte.
  const data = told.code === 'not-found' ? new AppError('not-found').toJSON() : told.toJSON()
  return Response.json({ error: data }, { status: errorCodes[told.code].status, headers })
}

function secondsOf({ details, retry }: AppError): number | undefined {
  if (typeof details === 'object' && details !== null && 'seconds' in details) return Number(details.seconds)
  return retry === 'later' ? 1 : undefined
}

/** SQLSTATEs (PostgreSQL appendix A) and socket errors that are not bugs. */
function databaseError(error: unknown): AppError | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code === '22021' || code === '22P05')
    return new AppError('invalid-input', 'A text holds a NUL character, which cannot be stored. Remove it and try again.', undefined, { cause: error })
  const away = code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('08') || code.startsWith('57P')
  const cut = error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  if (!away && !cut) return undefined
  log.warn({ err: error }, 'database away')
  return new AppError('unavailable', 'The database is not answering. Try again in a moment.', undefined, { cause: error })
}
