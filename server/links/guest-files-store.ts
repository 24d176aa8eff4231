import type { Guest } from '../kernel/principal.ts'
import type { Tx } from '../platform/db.ts'

/** What this guest uploaded and did not send, and how many bytes all guests of the link keep. */
export async function filesOfGuests(tx: Pick<Tx, 'sql'>, { workspaceId, linkId, guestId }: Guest): Promise<{ unsent: number; bytes: number }> {
  const [row] = await tx.sql<{ unsent: number; bytes: number }>`select
      count(*) filter (where f.created_by = ${guestId} and f.used_at is null)::int as unsent, coalesce(sum(f.bytes), 0)::float8 as bytes
    from chat_guest g join file f on f.created_by = g.id and f.workspace_id = g.workspace_id
    where g.link_id = ${linkId} and g.workspace_id = ${workspaceId}`
  return row ?? { unsent: 0, bytes: 0 }
}
