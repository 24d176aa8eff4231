import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { makeAddress } from './address.ts'
import type { TriggerView } from './contract.ts'
import { viewFor } from './get-trigger.ts'
import { requireWebhook } from './require-webhook.ts'

/** Gives a webhook a new address and a new secret; the old ones work no more. Errors: `not-found`, `conflict` (it has no webhook). */
export async function renewWebhook(who: Principal, { agent }: { agent: string }): Promise<TriggerView> {
  await requireAccess(who, 'agent:edit', who)
  const { workspaceId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    await requireWebhook(tx, workspaceId, agent)
    await makeAddress(tx, { workspaceId, agentId: agent, by: who.personId })
    return await viewFor(tx, who, agent)
  })
}
