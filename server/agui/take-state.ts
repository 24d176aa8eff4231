import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { patchBetween } from '../kernel/json-patch.ts'
import type { Principal } from '../kernel/principal.ts'
import { append, lockState, storable, writeState } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { mostState } from '../runs/contract.ts'
import { stateChange } from './state-change.ts'
import { stateDeltas } from './store.ts'

/**
 * A client's copy of the shared state becomes the state, as far as it is not out of date. Takes the state before the room, as all do.
 * Errors: `too-large`; `conflict` with the paths in `details`.
 */
export async function takeState(
  tx: Tx,
  { workspaceId, personId, name }: Principal,
  roomId: string,
  copy: { state: JsonObject | null; base: number | null },
): Promise<void> {
  if (copy.state === null) return
  if (JSON.stringify(copy.state).length > mostState)
    throw new AppError('too-large', `The shared state may hold ${mostState / 1024} KB. Keep large things elsewhere.`)
  const given = storable(copy.state) as JsonObject
  const now = await lockState(tx, workspaceId, roomId)
  if (patchBetween(now, given).length === 0) return
  const { delta, state, conflicts } = stateChange({ now, given, base: copy.base }, await stateDeltas(tx, workspaceId, roomId))
  if (conflicts.length > 0)
    throw new AppError('conflict', `The shared state has changed meanwhile at ${conflicts.slice(0, 5).join(', ')}. Read it again, then make your change.`, {
      paths: conflicts,
    })
  if (delta.length === 0) return
  await writeState(tx, workspaceId, roomId, state)
  const metadata = { roomId, authorId: `person:${personId}`, speaker: name }
  await append(tx, roomId, [{ kind: 'STATE_DELTA', body: { type: 'STATE_DELTA', delta: delta as unknown as Json, metadata } }])
}
