import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { agentView } from './agent-view.ts'
import type { AgentView, saveDraftContract } from './contract.ts'
import { currentDraft } from './current-draft.ts'
import { findAgent } from './store.ts'
import { writeDraft } from './write-draft.ts'

/**
 * Saves the draft, problems and all: an unfinished flow is not refused. Errors: `conflict` when somebody saved or
 * published since `draftVersion`; the newer draft is in `details`, so nothing of either is lost.
 */
export async function saveDraft(who: Principal, { agent, draftVersion, flow }: z.output<typeof saveDraftContract.input>): Promise<AgentView> {
  await requireAccess(who, 'agent:edit', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const saved = await writeDraft(tx, who.workspaceId, { agent, draftVersion, flow, personId: who.personId })
    const row = await findAgent(tx, who.workspaceId, agent)
    if (!row) throw new AppError('not-found')
    if (!saved) throw draftConflict({ ...row, ...(await currentDraft(row.draft)) }, 'saved')
    return await agentView(tx, who.workspaceId, row)
  })
}

export function draftConflict(
  { draft, draftVersion, updatedAt }: { draft: unknown; draftVersion: number; updatedAt: string },
  what: 'saved' | 'published',
): AppError {
  const message = `This agent was changed by somebody else in the meantime, so nothing was ${what}. Load the newer draft, or keep yours and ${what === 'saved' ? 'save' : 'publish'} it over theirs.`
  return new AppError('conflict', message, { draft: draft as Json, draftVersion, updatedAt })
}
