import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { forkRunContract, RunSummary } from './contract.ts'
import { repeatRun } from './repeat-run.ts'

/** Goes on from a step, from edited inputs or from the failure, in a new run. Errors: `not-found`, `conflict` (still going on), `invalid-input`. */
export async function forkRun(who: Principal, { workspace: _, ...fork }: z.output<typeof forkRunContract.input>): Promise<RunSummary> {
  await requireAccess(who, 'run:start', who)
  return await inWorkspace(who.workspaceId, (tx) => repeatRun(tx, who, { ...fork, all: false }))
}
