import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import { asSystem } from '../platform/db.ts'
import type { resetPasswordContract } from './contract.ts'
import { hashOfToken } from './forgot-password.ts'
import { hashPassword } from './password.ts'
import { forgetSessions } from './person-of.ts'
import { countTry, forgetTries } from './rate-limit.ts'
import { setPassword, takeReset } from './store.ts'

/** Sets a new password by a link that was sent; the link works once, and all sign-ins end. Errors: `invalid-input` for a link that is used, over or made up. */
export async function resetPassword(
  _who: unknown,
  { token, password }: z.output<typeof resetPasswordContract.input>,
  { address }: { address: string },
): Promise<{ email: string }> {
  await countTry('forgot-address', address)
  const passwordHash = await hashPassword(password)
  const done = await asSystem(async (tx) => {
    const personId = await takeReset(tx, hashOfToken(token))
    return personId ? await setPassword(tx, { personId, passwordHash }) : undefined
  })
  if (!done) throw new AppError('invalid-input', 'This link has been used or its time is over. Ask for a new one.')
  forgetSessions(done.ended)
  await forgetTries('sign-in-email', done.email)
  return { email: done.email }
}
