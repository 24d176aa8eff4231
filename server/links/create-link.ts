import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { hashOfToken, newToken, sealToken } from './address.ts'
import type { LinkSettings, LinkView } from './contract.ts'
import { linkView } from './link-view.ts'
import { requireLink } from './require-link.ts'
import { insertLink, isPublished } from './store.ts'

/** A link to a published agent. Errors: `not-found` (the agent), `conflict` (nothing published yet). */
export async function createLink(who: Principal, input: { agent: string; settings: LinkSettings; expiresAt: string | null }): Promise<LinkView> {
  await requireAccess(who, 'link:manage', who)
  const { workspaceId, personId: by } = who
  return inWorkspace(workspaceId, async (tx) => {
    const published = await isPublished(tx, workspaceId, input.agent)
    if (published === undefined) throw new AppError('not-found')
    if (!published) throw new AppError('conflict', 'This agent has not been published yet, so nobody can talk to it. Publish it, then share it.')
    const token = newToken()
    const id = newId()
    await insertLink(tx, { id, workspaceId, agentId: input.agent, tokenHash: hashOfToken(token), settings: input.settings, expiresAt: input.expiresAt, by })
    await sealToken(tx, { id, workspaceId }, token, by)
    return linkView(tx, who, await requireLink(tx, workspaceId, id))
  })
}
