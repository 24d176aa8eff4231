import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import type { revokeSessionContract } from './contract.ts'
import { forgetSessions } from './person-of.ts'
import { revokeSessions } from './store.ts'

/** Ends one of the person's own sign-ins, or all but the one that asks. Errors: `not-found` for what is not theirs, or over. */
export async function revokeSession(who: Person, input: z.output<typeof revokeSessionContract.input>): Promise<{ revoked: number }> {
  const revoked = await revokeSessions(who.personId, 'all' in input ? { allBut: who.sessionId } : { only: input.sessionId })
  if ('sessionId' in input && revoked.length === 0) throw new AppError('not-found')
  forgetSessions(revoked)
  return { revoked: revoked.length }
}
