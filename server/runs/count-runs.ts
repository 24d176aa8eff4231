import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { countRunsContract } from './contract.ts'
import { countRunRows } from './views-store.ts'

const most = 10_000

/** How many runs there are in each state, of the newest ten thousand that fit the rest of the filter. */
export async function countRuns(who: Principal, input: z.output<typeof countRunsContract.input>): Promise<z.output<typeof countRunsContract.output>> {
  await requireAccess(who, 'run:read', who)
  const { workspace: _, status: __, attention: ___, stuck: ____, ...filter } = input
  const rows = await inWorkspace(who.workspaceId, (tx) => countRunRows(tx, who.workspaceId, filter, most))
  return {
    status: Object.fromEntries(rows.map(({ status, n }) => [status, n])),
    attention: rows.reduce((sum, row) => sum + row.attention, 0),
    stuck: rows.reduce((sum, row) => sum + row.stuck, 0),
    more: rows.reduce((sum, row) => sum + row.n, 0) >= most,
  }
}
