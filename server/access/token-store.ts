import type { Role } from '../kernel/principal.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import type { TokenView } from './contract.ts'

export type LiveToken = { id: string; workspaceId: string; role: Role; personId: string; name: string; email: string }

/** Whose token this is, if it is good still; notes at most once a minute that it was used. Above tenants: it names its own. */
export function findLiveToken(hash: Buffer): Promise<LiveToken | undefined> {
  return asSystem(async (tx) => {
    const [row] = await tx.sql<LiveToken & { stale: boolean }>`select t.id, t.workspace_id as "workspaceId", t.role, p.id as "personId", p.name, p.email,
        coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', true) as stale
      from access_token t join person p on p.id = t.person_id where t.hash = ${hash} and t.revoked_at is null and t.expires_at > clock_timestamp()`
    if (!row) return undefined
    const { stale, ...token } = row
    if (stale) await tx.sql`update access_token set last_used_at = clock_timestamp() where id = ${token.id}`
    return token
  })
}

export type NewToken = { id: string; workspaceId: string; personId: string; name: string; role: Role; hash: Buffer; hint: string; days: number }

export async function insertToken(token: NewToken): Promise<void> {
  await inWorkspace(
    token.workspaceId,
    (tx) => tx.sql`insert into access_token (id, workspace_id, person_id, name, role, hash, hint, expires_at)
      values (${token.id}, ${token.workspaceId}, ${token.personId}, ${token.name}, ${token.role}::role, ${token.hash}, ${token.hint},
        clock_timestamp() + make_interval(days => ${token.days}))`,
  )
}

/** Good tokens of this workspace, newest first; of one person, or of all. */
export async function tokenRows(workspaceId: string, personId: string | null, only: string | null = null): Promise<TokenView[]> {
  return inWorkspace(
    workspaceId,
    (tx) => tx.sql<TokenView>`select t.id, t.name, t.role, t.hint, json_build_object('id', t.person_id, 'name', p.name) as owner,
        t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt"
      from access_token t join person p on p.id = t.person_id
      where t.workspace_id = ${workspaceId} and t.revoked_at is null and t.expires_at > clock_timestamp()
        and (${personId}::uuid is null or t.person_id = ${personId}::uuid) and (${only}::uuid is null or t.id = ${only}::uuid)
      order by t.created_at desc, t.id limit 500`,
  )
}

export async function revokeTokenRow(workspaceId: string, id: string): Promise<void> {
  await inWorkspace(workspaceId, (tx) => tx.sql`update access_token set revoked_at = clock_timestamp() where id = ${id} and workspace_id = ${workspaceId}`)
}
