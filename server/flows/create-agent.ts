import { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { agentView } from './agent-view.ts'
import type { AgentView, createAgentContract } from './contract.ts'
import { currentDraft } from './current-draft.ts'
import { emptyFlow } from './empty-flow.ts'
import { ownTemplateRows } from './own-templates-store.ts'
import { findAgent, insertAgent, insertRevision } from './store.ts'
import { templates } from './templates/index.ts'
import type { Template } from './templates/template.ts'

/** From a template: published at once, ready to talk. Without one: an empty draft. Errors: `not-found` for an unknown template. */
export async function createAgent(who: Principal, input: z.output<typeof createAgentContract.input>): Promise<AgentView> {
  await requireAccess(who, 'agent:edit', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const template = await templateNamed(tx, workspaceId, input.template)
    if (input.template !== undefined && !template) throw new AppError('not-found')
    const { draft } = await currentDraft(template?.flow ?? emptyFlow)
    const compiled = compile(draft, cards())
    const agentId = await insertAgent(tx, {
      workspaceId,
      name: input.name ?? template?.name ?? 'Untitled agent',
      description: template?.description ?? '',
      icon: template?.icon ?? 'bot',
      template: template?.id ?? null,
      draft,
      createdBy: who.personId,
    })
    if (template && compiled.ok) {
      await insertRevision(tx, {
        workspaceId,
        agentId,
        flow: draft,
        plan: compiled.plan,
        note: `From the template ${template.name}`,
        publishedBy: who.personId,
      })
    }
    const row = await findAgent(tx, workspaceId, agentId)
    if (!row) throw new AppError('not-found')
    return await agentView(tx, workspaceId, row)
  })
}

/** One of those that come with it, or of this workspace's own. */
async function templateNamed(
  tx: Tx,
  workspaceId: string,
  name: string | undefined,
): Promise<Pick<Template, 'id' | 'name' | 'description' | 'icon' | 'flow'> | undefined> {
  if (name === undefined) return undefined
  const shipped = templates.find(({ id }) => id === name)
  if (shipped || !z.uuid().safeParse(name).success) return shipped
  return (await ownTemplateRows(tx, workspaceId, name))[0]
}
