import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import type { changePasswordContract } from './contract.ts'
import { hashPassword, passwordFits } from './password.ts'
import { forgetSessions } from './person-of.ts'
import { countTry } from './rate-limit.ts'
import { findPersonByEmail, setPassword } from './store.ts'

/** Of who is signed in; their other sign-ins end. Errors: `invalid-input` when the present password is wrong, `too-many-requests`. */
export async function changePassword(who: Person, { current, password }: z.output<typeof changePasswordContract.input>): Promise<{ ended: number }> {
  await countTry('sign-in-email', who.email)
  const person = await findPersonByEmail(who.email)
  if (!(await passwordFits(person?.passwordHash, current)))
    throw new AppError('invalid-input', 'The present password is not right.', { fields: { current: 'is not right' } })
  const passwordHash = await hashPassword(password)
  const done = await asSystem((tx) => setPassword(tx, { personId: who.personId, passwordHash, keep: who.sessionId }))
  forgetSessions(done.ended)
  return { ended: done.ended.length }
}
