import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { resolveThreadContract, ThreadView } from './contract.ts'
import { tellOpen, threadRows, writeResolved } from './store.ts'

/** Resolves a talk, or opens it again. Who waits for it in the bell waits no more once it is resolved. Error: `not-found`. */
export async function resolveThread(who: Principal, { agent, thread, resolved }: z.output<typeof resolveThreadContract.input>): Promise<ThreadView> {
  await requireAccess(who, 'agent:edit', who)
  const { workspaceId, personId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    if ((await threadRows(tx, workspaceId, agent, thread)).length === 0) throw new AppError('not-found')
    await writeResolved(tx, workspaceId, thread, resolved ? personId : null)
    tellOpen(tx, agent)
    const [view] = await threadRows(tx, workspaceId, agent, thread)
    if (!view) throw new AppError('not-found')
    return view
  })
}
