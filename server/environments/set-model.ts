import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { canAnswer, connectionsOf } from '../models/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { EnvironmentsView, setModelContract } from './contract.ts'
import { environmentsIn, writeModel } from './store.ts'

/** Says what a model's name means in an environment. Error: `invalid-input` when nothing connected answers to the target. */
export async function setModel(who: Principal, { environment, model, target }: z.output<typeof setModelContract.input>): Promise<EnvironmentsView> {
  await requireAccess(who, 'model:manage', who)
  const { workspaceId, personId } = who
  const { connections } = await connectionsOf(workspaceId)
  if (target !== '' && !canAnswer(target, connections))
    throw new AppError('invalid-input', `No connected model answers to ${target}. Connect it under Settings → Models first.`, { field: 'target' })
  return await inWorkspace(workspaceId, async (tx) => {
    await writeModel(tx, workspaceId, { environment, model, target }, personId)
    return await environmentsIn(tx, workspaceId)
  })
}
