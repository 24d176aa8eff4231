import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { payloadOf } from './payload-store.ts'

/** A large value that events of a run refer to by its hash. Error: `not-found`. */
export async function getPayload(who: Principal, { run, hash }: { run: string; hash: string }): Promise<{ value: Json; bytes: number }> {
  await requireAccess(who, 'run:read', who)
  const payload = await inWorkspace(who.workspaceId, (tx) => payloadOf(tx, who.workspaceId, run, hash))
  if (!payload) throw new AppError('not-found')
  return payload
}
