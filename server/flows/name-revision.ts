import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { nameRevisionContract, RevisionView } from './contract.ts'
import { findRevision, writeRevisionWords } from './revisions-store.ts'

/** Says other words about a revision. What it does never changes. Error: `not-found`. */
export async function nameRevision(who: Principal, { agent, number, name, note }: z.output<typeof nameRevisionContract.input>): Promise<RevisionView> {
  await requireAccess(who, 'agent:publish', who)
  const { workspaceId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const found = await findRevision(tx, workspaceId, agent, number)
    if (!found) throw new AppError('not-found')
    await writeRevisionWords(tx, workspaceId, found.id, { name, note })
    const { flow: _flow, pinned: _pinned, ...view } = { ...found, name: name ?? found.name, note: note ?? found.note }
    return view
  })
}
