import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { listRunsContract, RunSummary } from './contract.ts'
import { listRunRows } from './views-store.ts'

/** Newest first; `before` is the last run of the page before. */
export async function listRuns(who: Principal, input: z.output<typeof listRunsContract.input>): Promise<{ runs: RunSummary[]; more: boolean }> {
  await requireAccess(who, 'run:read', who)
  const { workspace: _, before, limit, ...filter } = input
  const rows = await inWorkspace(who.workspaceId, (tx) => listRunRows(tx, who.workspaceId, { filter, before, limit: limit + 1 }))
  return { runs: rows.slice(0, limit), more: rows.length > limit }
}
