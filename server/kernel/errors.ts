import type { Json } from './json.ts'

type Row = { status: number; retry: 'never' | 'later'; sentence: string }

/** Every way a use case can refuse. One row a code: HTTP status, whether trying again can help, and what a person reads. */
export const errorCodes = {
  'invalid-input': { status: 400, retry: 'never', sentence: 'Something in this request is not right.' },
  'malformed-json': { status: 400, retry: 'never', sentence: 'The request body is not valid JSON.' },
  'not-signed-in': { status: 401, retry: 'never', sentence: 'Sign in to go on.' },
  'wrong-credentials': { status: 401, retry: 'never', sentence: 'That e-mail and password do not belong together.' },
  'not-allowed': { status: 403, retry: 'never', sentence: 'Your role in this workspace does not allow this.' },
  'bad-origin': { status: 403, retry: 'never', sentence: 'This request came from another site and was refused.' },
  'not-found': { status: 404, retry: 'never', sentence: 'There is nothing here, or you may not see it.' },
  conflict: { status: 409, retry: 'never', sentence: 'Someone else changed this in the meantime.' },
  'already-answered': { status: 409, retry: 'never', sentence: 'This was answered already.' },
  expired: { status: 410, retry: 'never', sentence: 'This is no longer open.' },
  'too-large': { status: 413, retry: 'never', sentence: 'That is too large.' },
  'flow-has-problems': { status: 422, retry: 'never', sentence: 'The flow has problems that must be solved first.' },
  'insufficient-funds': { status: 422, retry: 'never', sentence: 'The account does not hold that much.' },
  'too-many-requests': { status: 429, retry: 'later', sentence: 'Too many tries. Wait a moment, then try again.' },
  'run-dropped': { status: 409, retry: 'later', sentence: 'As many runs as there may be at once are under way, so this one was not started.' },
  'no-model': { status: 424, retry: 'never', sentence: 'No model is connected to this workspace.' },
  'block-failed': { status: 500, retry: 'never', sentence: 'A block of the flow failed.' },
  'wire-rejected': { status: 422, retry: 'never', sentence: 'A value did not fit the port it was sent to.' },
  'assertion-failed': { status: 422, retry: 'never', sentence: 'Something that has to hold does not.' },
  'limit-reached': { status: 422, retry: 'never', sentence: 'This went further than a limit allows.' },
  'outside-failed': { status: 502, retry: 'later', sentence: 'A service outside Hearth did not answer as it should.' },
  'circuit-open': { status: 503, retry: 'later', sentence: 'A service outside Hearth failed too often and is left alone for a while.' },
  'address-refused': { status: 403, retry: 'never', sentence: 'That address may not be called from here.' },
  'timed-out': { status: 504, retry: 'later', sentence: 'This took too long and was stopped.' },
  cancelled: { status: 409, retry: 'never', sentence: 'This was cancelled.' },
  'lost-ownership': { status: 409, retry: 'later', sentence: 'Another worker took this run over.' },
  unavailable: { status: 503, retry: 'later', sentence: 'Hearth is not ready yet. Try again in a moment.' },
  internal: { status: 500, retry: 'never', sentence: 'Something went wrong on our side.' },
} as const satisfies Record<string, Row>

export type ErrorCode = keyof typeof errorCodes

/** What crosses the step log, the wire and the screen. `message` says what happened and what to do. */
export type ErrorData = { code: ErrorCode; message: string; details?: Json; retry: 'never' | 'later' }

/** The one error class. Recognise it with {@link isAppError}: `instanceof` fails across processes and bundles. */
export class AppError extends Error {
  readonly isAppError = true
  readonly code: ErrorCode
  readonly details: Json | undefined
  readonly retry: 'never' | 'later'

  constructor(code: ErrorCode, message?: string, details?: Json, options?: { retry?: 'never' | 'later'; cause?: unknown }) {
    super(message ?? errorCodes[code].sentence, { cause: options?.cause })
    this.name = 'AppError'
    this.code = code
    this.details = details
    this.retry = options?.retry ?? errorCodes[code].retry
  }

  toJSON(): ErrorData {
    return { code: this.code, message: this.message, retry: this.retry, ...(this.details === undefined ? {} : { details: this.details }) }
  }
}

export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && 'isAppError' in error && error.isAppError === true
}

/** Any thrown thing as data. Foreign errors become `internal`, their text kept out of what a person reads. */
export function toErrorData(error: unknown): ErrorData {
  if (isAppError(error)) return error.toJSON()
  return { code: 'internal', message: errorCodes.internal.sentence, retry: 'never' }
}

export function fromErrorData(data: ErrorData): AppError {
  return new AppError(data.code, data.message, data.details, { retry: data.retry })
}
