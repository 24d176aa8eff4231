import { APICallError, LoadAPIKeyError, NoSuchModelError } from 'ai'
import { AppError, isAppError } from '../kernel/errors.ts'
import { retryAfter } from '../services/index.ts'
import type { Choice } from './choose-model.ts'

/** What went wrong with a model, in words that say what to do. A provider's own text about a key is not repeated: it may quote the key. */
export function asAppError(error: unknown, { connection, model }: Choice, signal: AbortSignal): AppError {
  if (isAppError(error)) return error
  if (error instanceof Error && isAppError(error.cause)) return error.cause
  if (signal.aborted) return new AppError('cancelled', undefined, undefined, { cause: error })
  const failed = (message: string, retry: 'never' | 'later', details?: { status?: number; said?: string; retryAfterMs?: number }) =>
    new AppError('outside-failed', message, details, { retry, cause: error })
  const { label } = connection

  if (APICallError.isInstance(error)) {
    const status = error.statusCode
    const retryAfterMs = retryAfter(error.responseHeaders?.['retry-after'])
    const said = { ...(status === undefined ? {} : { status }), said: error.message.slice(0, 300), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
    if (status === 401 || status === 403) return failed(`${label} refused the key. Check it under Settings → Models.`, 'never', { status })
    if (status === 404) return failed(`${label} knows no model named ${model}. Choose another under Settings → Models.`, 'never', said)
    if (status === 429) return failed(`${label} has had too many requests, or its budget is used up. Wait a moment, then try again.`, 'later', said)
    if (status === undefined) return failed(`${label} could not be reached. Check its address and your connection, then try again.`, 'later', said)
    if (error.isRetryable || status >= 500) return failed(`${label} is not working right now. Try again in a moment.`, 'later', said)
    return failed(`${label} did not accept the request: ${error.message.slice(0, 300)}`, 'never', said)
  }
  if (LoadAPIKeyError.isInstance(error) || NoSuchModelError.isInstance(error))
    return new AppError('no-model', `${label} cannot be used: ${error.message}`, undefined, { cause: error })
  return failed(`${label} did not answer as it should. Try again.`, 'later', { said: error instanceof Error ? error.message.slice(0, 300) : 'unknown' })
}
