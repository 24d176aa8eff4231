import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { agentView } from './agent-view.ts'
import type { AgentView, createAgentContract } from './contract.ts'
import { emptyFlow } from './empty-flow.ts'
import { findAgent, insertAgent, insertRevision } from './store.ts'
import { templates } from './templates/index.ts'

/** From a template: published at once, ready to talk. Without one: an empty draft. Errors: `not-found` for an unknown template. */
export async function createAgent(who: Principal, input: z.output<typeof createAgentContract.input>): Promise<AgentView> {
  await requireAccess(who, 'agent:edit', who)
  const template = templates.find(({ id }) => id === input.template)
  if (input.template !== undefined && !template) throw new AppError('not-found')
  const { workspaceId } = who
  const draft = template?.flow ?? emptyFlow
  const compiled = compile(draft, cards())
  return inWorkspace(workspaceId, async (tx) => {
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
