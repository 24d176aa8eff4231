import type { Policy } from './contract.ts'
import type { Sql } from './member-store.ts'

export async function trialOfPerson(tx: Sql, workspaceId: string, agentId: string, personId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`select r.id from room r join room_member m on m.room_id = r.id and m.kind = 'agent' and m.member_id = ${agentId}
    where r.workspace_id = ${workspaceId} and r.trial and r.created_by = ${personId} and r.archived_at is null order by r.created_at desc limit 1`
  return row?.id
}

/** Undefined when there is no such room. */
export async function isTrialOf(tx: Sql, workspaceId: string, roomId: string, personId: string): Promise<boolean | undefined> {
  const [row] = await tx.sql<{
    own: boolean
  }>`select trial and created_by = ${personId} as own from room where id = ${roomId} and workspace_id = ${workspaceId}`
  return row?.own
}

export async function putAwayTrials(tx: Sql, workspaceId: string, agentId: string, personId: string): Promise<void> {
  await tx.sql`update room r set archived_at = now() from room_member m where m.room_id = r.id and m.kind = 'agent' and m.member_id = ${agentId}
    and r.workspace_id = ${workspaceId} and r.trial and r.created_by = ${personId} and r.archived_at is null`
}

export async function markTrial(tx: Sql, workspaceId: string, roomId: string, policy: Policy): Promise<void> {
  await tx.sql`update room set trial = true, policy = ${JSON.stringify(policy)}::jsonb where id = ${roomId} and workspace_id = ${workspaceId}`
}
