import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import { missingIn, suppliesOf } from '../environments/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { checklistOf } from './checklist.ts'
import { discussedNodes, triedFlows } from './checklist-store.ts'
import type { ChecklistItem, getChecklistContract } from './contract.ts'
import { currentDraft } from './current-draft.ts'
import { listPinRows, listSampleRows } from './pins-store.ts'
import { findAgent } from './store.ts'

/** What to look at before the stored draft is published to an environment. */
export async function getChecklist(who: Principal, { agent, environment }: z.output<typeof getChecklistContract.input>): Promise<{ items: ChecklistItem[] }> {
  await requireAccess(who, 'agent:read', who)
  const { workspaceId } = who
  const supplies = await suppliesOf(workspaceId)
  return await inWorkspace(workspaceId, async (tx) => {
    const row = await findAgent(tx, workspaceId, agent)
    if (!row) throw new AppError('not-found')
    const { draft } = await currentDraft(row.draft)
    const compiled = compile(draft, cards())
    const items = checklistOf(draft, cards(), {
      problems: compiled.ok ? [] : compiled.problems,
      missing: missingIn(draft, environment, supplies),
      environment,
      pinned: (await listPinRows(tx, workspaceId, agent)).map(({ node }) => node),
      samples: (await listSampleRows(tx, workspaceId, agent)).length,
      tried: await triedFlows(tx, workspaceId, agent),
      discussed: await discussedNodes(tx, workspaceId, agent),
    })
    return { items }
  })
}
