import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '../kernel/errors.ts'

/** Older or newer than this, a signed call is refused: whoever caught one cannot use it for long. */
const toleranceSeconds = 300

/**
 * Checks a call signed as Standard Webhooks says (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, by
 * the secret after `whsec_`; `webhook-signature` may hold several, with a blank between them. Error: `not-signed-in`.
 */
export function checkSignature(headers: Headers, body: Uint8Array, secret: string, now = new Date()): void {
  const id = headers.get('webhook-id')
  const timestamp = headers.get('webhook-timestamp')
  const given = headers.get('webhook-signature')
  if (!id || !timestamp || !given) throw refused('This webhook takes signed calls only: send webhook-id, webhook-timestamp and webhook-signature.')
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds)
    throw refused('webhook-timestamp is more than five minutes away from now. Sign the call when you send it, and look at the clock.')
  const wanted = signature(secret, id, timestamp, body)
  const right = given.split(' ').some((one) => one.startsWith('v1,') && sameBytes(Buffer.from(one.slice(3), 'base64'), wanted))
  if (!right) throw refused('The signature does not fit what was sent. Look at the secret, and sign the body byte for byte.')
}

export function signature(secret: string, id: string, timestamp: string, body: Uint8Array): Buffer {
  return createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest()
}

const sameBytes = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other)
const refused = (message: string): AppError => new AppError('not-signed-in', message)
