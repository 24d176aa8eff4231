import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { ServiceView, setServiceContract } from './contract.ts'
import { nothingOf } from './nothing-of.ts'
import { forgetTurns, serviceRows, writeLimit } from './store.ts'

/** Says how often a service may be called and when its circuit opens. Holds for the next call, in every worker. */
export async function setService(
  who: Principal,
  { service, rate, circuit }: Omit<z.output<typeof setServiceContract.input>, 'workspace'>,
): Promise<ServiceView> {
  await requireAccess(who, 'workspace:manage', who)
  const { workspaceId, personId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    await writeLimit(tx, workspaceId, service, { rate, circuit }, personId)
    await forgetTurns(tx, workspaceId, service)
    const [view] = await serviceRows(tx, workspaceId, service)
    return view ?? nothingOf(service)
  })
}
