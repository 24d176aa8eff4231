import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { signingSecretOf } from './address.ts'
import { requireWebhook } from './require-webhook.ts'

/** The secret with which calls of an agent's webhook are signed. Errors: `not-found`, `conflict` (it has no webhook). */
export async function signingSecret(who: Principal, { agent }: { agent: string }): Promise<{ secret: string }> {
  await requireAccess(who, 'agent:edit', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    await requireWebhook(tx, who.workspaceId, agent)
    return { secret: await signingSecretOf(tx, who.workspaceId, agent) }
  })
}
