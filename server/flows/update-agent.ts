import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { AgentSummary, updateAgentContract } from './contract.ts'
import { findAgent, writeAgent } from './store.ts'

/** Renames, describes, archives or brings back. An archived agent answers nobody; its runs and rooms stay. */
export async function updateAgent(who: Principal, { agent, ...change }: z.output<typeof updateAgentContract.input>): Promise<AgentSummary> {
  await requireAccess(who, 'agent:edit', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const row = (await writeAgent(tx, who.workspaceId, agent, change)) ? await findAgent(tx, who.workspaceId, agent) : undefined
    if (!row) throw new AppError('not-found')
    const { draft: _draft, draftVersion: _version, publishedHash: _hash, ...summary } = row
    return summary
  })
}
