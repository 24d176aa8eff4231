import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { boundTo } from './bound-to.ts'
import { open } from './envelope.ts'
import { findSecret } from './store.ts'

/** The plaintext, for the one call it is needed in: never kept, logged, recorded or sent to a browser. Errors: `not-found`, `unavailable`. */
export async function openSecret(tx: Pick<Tx, 'sql'>, workspaceId: string, name: string): Promise<string> {
  const row = await findSecret(tx, workspaceId, name)
  if (!row) throw new AppError('not-found', `There is no secret named ${name} in this workspace. Enter it again in the settings.`)
  return open(row.sealed, boundTo(workspaceId, name, row.version), env.secret())
}
