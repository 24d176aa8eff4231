import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { sealSecret } from '../vault/index.ts'
import type { EnvironmentsView, setSecretContract } from './contract.ts'
import { environmentsIn, sealedName, secretKind, writeSecret } from './store.ts'

/** Gives a secret its value in one environment, and says where it may be sent. The value goes straight into the vault. */
export async function setSecret(
  who: Principal,
  { name, hosts, environment, value }: Omit<z.output<typeof setSecretContract.input>, 'workspace'>,
): Promise<EnvironmentsView> {
  await requireAccess(who, 'secret:manage', who)
  const { workspaceId, personId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    await writeSecret(tx, workspaceId, name, hosts, personId)
    if (value !== undefined) await sealSecret(tx, { workspaceId, name: sealedName(environment, name), kind: secretKind, value, by: personId })
    return await environmentsIn(tx, workspaceId)
  })
}
