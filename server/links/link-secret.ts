import { randomBytes } from 'node:crypto'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { sealSecret } from '../vault/index.ts'
import { secretName } from './address.ts'
import { requireLink } from './require-link.ts'

/** A new secret for signing who guests are: told here, and never again. Error: `not-found`. */
export async function linkSecret(who: Principal, { link }: { link: string }): Promise<{ secret: string }> {
  await requireAccess(who, 'link:manage', who)
  const { workspaceId, personId: by } = who
  return inWorkspace(workspaceId, async (tx) => {
    await requireLink(tx, workspaceId, link)
    const secret = randomBytes(32).toString('base64url')
    await sealSecret(tx, { workspaceId, name: secretName(link), kind: 'chat-link-secret', value: secret, by })
    return { secret }
  })
}
