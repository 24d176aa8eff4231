import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import { sendsMail, writeMail } from '../mail/index.ts'
import { asSystem } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import type { forgotPasswordContract } from './contract.ts'
import { countTry } from './rate-limit.ts'
import { findPersonByEmail, insertReset } from './store.ts'

/** Of a link, in minutes. */
export const resetMinutes = 60

/**
 * Sends a link that sets a new password. Says the same whether somebody has this e-mail or not. Errors: `unavailable` where
 * no mail is set up, `too-many-requests`.
 */
export async function forgotPassword(
  _who: unknown,
  { email }: z.output<typeof forgotPasswordContract.input>,
  { address }: { address: string },
): Promise<Record<string, never>> {
  if (!sendsMail())
    throw new AppError(
      'unavailable',
      'This installation sends no e-mail. Ask whoever runs it for a link: they get one with `npm run reset-password -- YOUR-E-MAIL`.',
    )
  await countTry('forgot-address', address)
  await countTry('forgot', email)
  const person = await findPersonByEmail(email)
  if (person) await sendLink(person)
  return {}
}

async function sendLink({ id, name }: { id: string; name: string }): Promise<void> {
  const token = newToken()
  await asSystem(async (tx) => {
    await insertReset(tx, { personId: id, tokenHash: hashOfToken(token), minutes: resetMinutes })
    const text = [
      `Hello ${name},`,
      `somebody, probably you, asked for a new password for Hearth. Set it here within ${resetMinutes} minutes:`,
      linkOf(token),
      'If it was not you, do nothing: your password stays as it is.',
    ]
    await writeMail(tx, { key: `reset:${hashOfToken(token).toString('hex')}`, personId: id, subject: 'Set a new password for Hearth', text: text.join('\n\n') })
  })
}

/** For whoever runs the installation: the link itself. Errors: `not-found`. */
export async function resetLink(email: string): Promise<string> {
  const person = await findPersonByEmail(email.trim().toLowerCase())
  if (!person) throw new AppError('not-found', `Nobody has signed up with ${email}.`)
  const token = newToken()
  await asSystem((tx) => insertReset(tx, { personId: person.id, tokenHash: hashOfToken(token), minutes: resetMinutes }))
  return linkOf(token)
}

const newToken = (): string => randomBytes(32).toString('base64url')
/** Only this is kept: who reads the database gets no link out of it. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()
/** Behind a #, so that it stands in no server's log. */
const linkOf = (token: string): string => `${env.publicUrl()}/reset-password#${token}`
