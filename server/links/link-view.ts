import { roleAllows } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import type { Tx } from '../platform/db.ts'
import { urlOf } from './address.ts'
import { type LinkView, linkSettingsSchema } from './contract.ts'
import { countsOf, type LinkRow, spentBy } from './store.ts'

/** A link as people of the workspace see it. Its address is for those who may hand it on. */
export async function linkView(tx: Tx, who: Principal, row: LinkRow): Promise<LinkView> {
  const { id, live, expiresAt, createdAt, hit, hitAt } = row
  return {
    ...{ id, live, expiresAt, createdAt },
    agent: { id: row.agentId, name: row.agentName, icon: row.agentIcon, archived: row.archived },
    settings: linkSettingsSchema.parse(row.settings),
    url: roleAllows(who.role, 'link:manage') ? await urlOf(tx, row.workspaceId, id) : null,
    ...(await countsOf(tx, row.workspaceId, id)),
    spent: await spentBy(tx, row.workspaceId, id),
    hit: hit && hitAt ? { limit: hit, at: hitAt } : null,
  }
}
