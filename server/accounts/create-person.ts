import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Tx } from '../platform/db.ts'
import { insertPerson } from './store.ts'

/** Makes a person inside the caller's transaction. `passwordHash` is made before, outside: it takes long. Errors: `conflict`. */
export async function createPerson(tx: Tx, person: { name: string; email: string; passwordHash: string }): Promise<string> {
  const id = newId()
  if (await insertPerson(tx, { id, ...person })) return id
  throw new AppError('conflict', 'Somebody has signed up with this e-mail already. Sign in instead, or use another e-mail.', {
    fields: { email: 'already has an account' },
  })
}
