import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { patchBetween } from '../kernel/json-patch.ts'
import type { Principal } from '../kernel/principal.ts'
import { append, lockState, storable, writeState } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { mostState } from '../runs/contract.ts'

/** A client's copy of the shared state becomes the state: who speaks last is right. Takes the state before the room, as all do. Error: `too-large`. */
export async function takeState(tx: Tx, { workspaceId, personId, name }: Principal, roomId: string, given: JsonObject | null): Promise<void> {
  if (given === null) return
  if (JSON.stringify(given).length > mostState)
    throw new AppError('too-large', `The shared state may hold ${mostState / 1024} KB. Keep large things elsewhere.`)
  const state = storable(given) as JsonObject
  const delta = patchBetween(await lockState(tx, workspaceId, roomId), state)
  if (delta.length === 0) return
  await writeState(tx, workspaceId, roomId, state)
  const metadata = { roomId, authorId: `person:${personId}`, speaker: name }
  await append(tx, roomId, [{ kind: 'STATE_DELTA', body: { type: 'STATE_DELTA', delta: delta as unknown as Json, metadata } }])
}
