import type { z } from 'zod'
import type { createWorkspaceContract, WorkspaceView } from '../access/contract.ts'
import { insertWorkspace } from '../access/index.ts'
import type { Person } from '../kernel/principal.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem } from '../platform/db.ts'

/** One more workspace, owned by who makes it, with a ledger of its own. Every signed-in person may. */
export function createWorkspace(who: Person, { name }: z.output<typeof createWorkspaceContract.input>): Promise<WorkspaceView> {
  return asSystem(async (tx) => {
    const workspace = await insertWorkspace(tx, { name, like: name, ownerId: who.personId })
    await openLedger(tx, workspace.id, who.name)
    return workspace
  })
}
