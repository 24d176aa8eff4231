import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { deleteSecret } from '../vault/index.ts'
import { type EnvironmentsView, environmentNames, type removeSecretContract } from './contract.ts'
import { deleteSecretRow, environmentsIn, sealedName } from './store.ts'

/** Takes a secret's value out of one environment, or the secret out of all. */
export async function removeSecret(who: Principal, { name, environment }: z.output<typeof removeSecretContract.input>): Promise<EnvironmentsView> {
  await requireAccess(who, 'secret:manage', who)
  const { workspaceId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    for (const one of environment ? [environment] : environmentNames) await deleteSecret(tx, workspaceId, sealedName(one, name))
    if (!environment) await deleteSecretRow(tx, workspaceId, name)
    return await environmentsIn(tx, workspaceId)
  })
}
