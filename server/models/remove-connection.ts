import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { deleteSecret } from '../vault/index.ts'
import type { removeConnectionContract } from './contract.ts'
import { deleteConnection } from './store.ts'

/** Disconnects a model and destroys its key. Errors: `not-found`. */
export async function removeConnection(who: Principal, input: z.output<typeof removeConnectionContract.input>): Promise<Record<never, never>> {
  await requireAccess(who, 'model:manage', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    const gone = await deleteConnection(tx, who.workspaceId, input.connection)
    if (!gone) throw new AppError('not-found')
    if (gone.secretName) await deleteSecret(tx, who.workspaceId, gone.secretName)
    return {}
  })
}
