import type { EnvironmentName } from '../environments/contract.ts'
import { newId } from '../kernel/ids.ts'
import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import type { MoveView, PointerView } from './contract.ts'

type Sql = Pick<Tx, 'sql'>

/** Which revision an agent is at, by environment. */
export async function pointersOf(tx: Sql, workspaceId: string, agentId: string): Promise<PointerView[]> {
  return await tx.sql<PointerView>`
    select at.environment, r.number, m.moved_at as "movedAt", m.by as "movedBy" from (
      select environment, revision_id from agent_pointer where workspace_id = ${workspaceId} and agent_id = ${agentId}
      union all select 'production', published_revision from agent where workspace_id = ${workspaceId} and id = ${agentId} and published_revision is not null) at
    join revision r on r.id = at.revision_id
    left join lateral (select moved_at, coalesce(p.name, 'somebody who left') as by from pointer_move o left join person p on p.id = o.moved_by
      where o.agent_id = ${agentId} and o.environment = at.environment order by o.moved_at desc limit 1) m on true`
}

/** Who moved which pointer when, newest first. */
export async function movesOf(tx: Sql, workspaceId: string, agentId: string): Promise<MoveView[]> {
  return await tx.sql<MoveView>`
    select m.id, m.environment, m.former, m.number, m.note, coalesce(p.name, 'somebody who left') as by, m.moved_at as at
    from pointer_move m left join person p on p.id = m.moved_by
    where m.workspace_id = ${workspaceId} and m.agent_id = ${agentId} order by m.moved_at desc, m.id desc limit 100`
}

export type Move = { agentId: string; environment: EnvironmentName; number: number; note: string; by: string }

/** Sets a pointer and writes down who did; false when it stood there already. The caller holds the agent. */
export async function movePointer(tx: Tx, workspaceId: string, { agentId, environment, number, note, by }: Move): Promise<boolean> {
  const former = (await pointersOf(tx, workspaceId, agentId)).find((pointer) => pointer.environment === environment)?.number ?? null
  if (former === number) return false
  if (environment === 'production')
    await tx.sql`update agent set updated_at = now(), published_revision = (select id from revision where agent_id = ${agentId} and number = ${number})
      where workspace_id = ${workspaceId} and id = ${agentId}`
  else
    await tx.sql`insert into agent_pointer (agent_id, environment, workspace_id, revision_id)
      select agent_id, ${environment}, workspace_id, id from revision where workspace_id = ${workspaceId} and agent_id = ${agentId} and number = ${number}
      on conflict (agent_id, environment) do update set revision_id = excluded.revision_id`
  await tx.sql`insert into pointer_move (id, workspace_id, agent_id, environment, former, number, note, moved_by)
    values (${newId()}, ${workspaceId}, ${agentId}, ${environment}, ${former}, ${number}, ${note}, ${by})`
  tx.afterCommit(() => announce('hearth_flows', [agentId]))
  return true
}

/** The newest revision, when it is this very flow. */
export async function newestIs(tx: Sql, workspaceId: string, agentId: string, hash: string): Promise<number | undefined> {
  const [row] = await tx.sql<{ number: number; hash: string }>`select number, hash from revision
    where workspace_id = ${workspaceId} and agent_id = ${agentId} and number > 0 order by number desc limit 1`
  return row?.hash === hash ? row.number : undefined
}
