import { requireAccess } from '../access/index.ts'
import { roomFact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { append, storable } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { everybody, writeCardStateRow } from './card-state-store.ts'
import { policyOf } from './member-store.ts'

const mostBytes = 32_000

/**
 * Keeps what stands in a card before it is answered: for who asks alone, or for everybody in the room, who then see it at once.
 * Nothing of it counts as an answer. Errors: `not-found`, `too-large`.
 */
export async function writeCardState(
  who: Principal,
  { room, card, state, shared }: { room: string; card: string; state: JsonObject | null; shared: boolean },
): Promise<{ ok: true }> {
  await requireAccess(who, shared ? 'room:post' : 'room:read', who)
  if (state !== null && Buffer.byteLength(JSON.stringify(state)) > mostBytes)
    throw new AppError('too-large', 'That is more than a card can keep. Send it, or make it shorter.')
  const { workspaceId, personId, name } = who
  return inWorkspace(workspaceId, async (tx) => {
    if (!(await policyOf(tx, workspaceId, room))) throw new AppError('not-found')
    const kept = state && (storable(state) as JsonObject)
    await writeCardStateRow(tx, { workspaceId, roomId: room, personId: shared ? everybody : personId, card }, kept)
    if (shared) {
      const by = { roomId: room, authorId: `person:${personId}`, speaker: name }
      await append(tx, room, [roomFact(by, { type: 'CUSTOM', name: 'hearth.card-state', value: { card, state: kept } })])
    }
    return { ok: true as const }
  })
}
