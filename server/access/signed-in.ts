import { AppError } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'

/** Some things are for people themselves: a leaked token must not make others, or change the account. Error: `not-allowed`. */
export function signedIn(person: Person): void {
  if (person.token) throw new AppError('not-allowed', 'A token may not do this. Sign in and do it yourself.')
}
