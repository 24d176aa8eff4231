import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { boundTo } from './bound-to.ts'
import { seal } from './envelope.ts'
import { nextVersion, upsertSecret } from './store.ts'

/** `kind` says what it is for, such as `openai`: where it may flow. `by` is a person's id. */
export type NewSecret = { workspaceId: string; name: string; kind: string; value: string; by: string }

/** Stores a secret, or a new version of it, inside the caller's transaction. The caller has asked requireAccess. Errors: `conflict`. */
export async function sealSecret(tx: Tx, { workspaceId, name, kind, value, by }: NewSecret): Promise<void> {
  const version = await nextVersion(tx, workspaceId, name)
  const sealed = seal(value, boundTo(workspaceId, name, version), env.secret())
  if (await upsertSecret(tx, { workspaceId, name, kind, version, sealed, by })) return
  throw new AppError('conflict', `Somebody else stored ${name} at the same moment. Look at what is there, then try again.`)
}
