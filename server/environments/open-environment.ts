import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { EnvironmentsView, openEnvironmentContract } from './contract.ts'
import { environmentsIn, writeOpen } from './store.ts'

/** Opens or closes an environment beside production. What stands in one that is closed is kept. */
export async function openEnvironment(who: Principal, { environment, open }: z.output<typeof openEnvironmentContract.input>): Promise<EnvironmentsView> {
  await requireAccess(who, 'workspace:manage', who)
  const { workspaceId, personId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    await writeOpen(tx, workspaceId, environment, open, personId)
    return await environmentsIn(tx, workspaceId)
  })
}
