import type { Hit } from './contract.ts'
import type { Sql } from './member-store.ts'

/** Each word may be the beginning of one. What a branch has taken along is found where it was said. */
export async function hitRows(tx: Sql, workspaceId: string, words: readonly string[], room?: string): Promise<Hit[]> {
  const query = words.map((word) => `${word}:*`).join(' & ')
  return await tx.sql<Hit>`select json_build_object('id', r.id, 'title', r.title, 'archived', r.archived_at is not null) as room,
      m.message_id as message, m.seq, m.author, m.at, m.text
    from room_message m join room r on r.id = m.room_id
    where m.workspace_id = ${workspaceId} and m.words @@ to_tsquery('simple', ${query}) and (${room ?? null}::uuid is null or m.room_id = ${room ?? null}::uuid)
      and (not r.trial or m.room_id = ${room ?? null}::uuid)
      and (r.forked_at is null or m.seq > r.forked_at or m.room_id = ${room ?? null}::uuid)
    order by m.at desc, m.seq desc limit 50`
}

export async function hasMessage(tx: Sql, workspaceId: string, roomId: string, messageId: string): Promise<boolean> {
  return (await tx.sql`select from room_message where room_id = ${roomId} and message_id = ${messageId} and workspace_id = ${workspaceId}`).length === 1
}
