import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { RunSummary, retryRunContract } from './contract.ts'
import { repeatRun } from './repeat-run.ts'

/** The whole once more: same revision, same input. Errors: `not-found`, `conflict` (still going on). */
export async function retryRun(who: Principal, { run, idempotencyKey }: Omit<z.output<typeof retryRunContract.input>, 'workspace'>): Promise<RunSummary> {
  await requireAccess(who, 'run:start', who)
  return await inWorkspace(who.workspaceId, (tx) => repeatRun(tx, who, { run, all: true, idempotencyKey }))
}
