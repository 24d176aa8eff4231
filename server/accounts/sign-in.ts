import { AppError, isAppError } from '../kernel/errors.ts'
import { emailSchema } from './contract.ts'
import { passwordFits } from './password.ts'
import { countTry, forgetTries } from './rate-limit.ts'
import { findPersonByEmail, insertSession } from './store.ts'

export type SignIn = { email: string; password: string; address: string; userAgent: string | null }

/** Checks a password and opens a session. Errors: `wrong-credentials` (whichever of the two is wrong), `too-many-requests`. */
export async function signIn({ email: given, password, address, userAgent }: SignIn): Promise<{ personId: string; sessionId: string }> {
  const email = emailSchema.safeParse(given)
  if (!email.success || password.length > 200) throw new AppError('wrong-credentials')
  const pair = `${email.data}|${address}`
  await countTry('sign-in-address', address)
  await countTry('sign-in', pair)
  await countTry('sign-in-email', email.data)
  const person = await findPersonByEmail(email.data)
  if (!(await passwordFits(person?.passwordHash, password)) || !person) throw new AppError('wrong-credentials')
  await Promise.all([forgetTries('sign-in', pair), forgetTries('sign-in-email', email.data)])
  return { personId: person.id, sessionId: await insertSession(person.id, userAgent) }
}

/** The code next-auth hands to the sign-in page as `?error=`. */
export const signInErrorCode = (error: unknown): string => (isAppError(error) ? error.code : 'internal')
