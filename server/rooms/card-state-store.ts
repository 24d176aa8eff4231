import type { JsonObject } from '../kernel/json.ts'
import type { Sql } from './member-store.ts'

/** A state that everybody in the room has in common is nobody's. */
export const everybody = '00000000-0000-0000-0000-000000000000'
const mostCards = 200

/** What this person left in the cards of a room, latest first, and what is everybody's. */
export async function cardStateRows(
  tx: Sql,
  workspaceId: string,
  roomId: string,
  personId: string,
): Promise<{ card: string; state: JsonObject; shared: boolean }[]> {
  return await tx.sql<{ card: string; state: JsonObject; shared: boolean }>`select card_id as card, state, person_id = ${everybody} as shared from card_state
    where room_id = ${roomId} and workspace_id = ${workspaceId} and person_id in (${personId}, ${everybody}) order by at desc limit ${mostCards * 2}`
}

/** Null lets go of it. Of one person in one room the latest are kept. */
export async function writeCardStateRow(
  tx: Sql,
  at: { workspaceId: string; roomId: string; personId: string; card: string },
  state: JsonObject | null,
): Promise<void> {
  if (state === null) {
    await tx.sql`delete from card_state where room_id = ${at.roomId} and workspace_id = ${at.workspaceId} and person_id = ${at.personId} and card_id = ${at.card}`
    return
  }
  await tx.sql`insert into card_state (room_id, card_id, person_id, workspace_id, state) values (${at.roomId}, ${at.card}, ${at.personId}, ${at.workspaceId},
      ${JSON.stringify(state)}::jsonb)
    on conflict (room_id, person_id, card_id) do update set state = excluded.state, at = clock_timestamp()`
  await tx.sql`delete from card_state where room_id = ${at.roomId} and workspace_id = ${at.workspaceId} and person_id = ${at.personId} and card_id in (
    select card_id from card_state where room_id = ${at.roomId} and workspace_id = ${at.workspaceId} and person_id = ${at.personId} order by at desc offset ${mostCards})`
}
