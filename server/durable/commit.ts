import type { EngineEvent } from '../engine/events.ts'
import type { Checkpoint, WaitKind } from '../engine/world.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { oneStatement, type Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { createLightener } from './large.ts'
import { workspaceSlots } from './protocol.ts'

export type KeyedEvent = { key: string; event: EngineEvent }
export type Packed = { keys: (string | null)[]; kinds: string[]; bodies: string[]; hashes: Buffer[] }
/** Makes rows of events: what the run's own feed keeps, and what is said into its outlet. Written above: here is no knowledge of feeds or rooms. */
export type Recorder = {
  rows(events: readonly KeyedEvent[]): { own: Packed; said: Packed }
  /** The value as the database can keep it, and give back unchanged. */
  storable(value: unknown): Json
}
/** Whose commits these are: refused as `lost-ownership` once another worker has taken the run up. */
export type Held = { workspaceId: string; runId: string; epoch: number; outlet: string | null }

export type NewWait = {
  id: string
  path: string
  kind: WaitKind
  toolCallId: string
  question?: JsonObject
  topic?: string
  deadline?: string
  /** Instead of a deadline: counted by the database, from this commit. */
  afterMs?: number
}
export type Batch = {
  steps: { path: string; checkpoint: Checkpoint }[]
  waits: NewWait[]
  events: KeyedEvent[]
  /** Changes to the run's row and its waits: the keys are named at run_commit in prisma/migrations/0004_engine. */
  patch: JsonObject
}

/** One statement, one round trip, one commit. */
export async function commitAlone(held: Held, batch: Batch, recorder: Recorder): Promise<void> {
  const [row] = await mapped(() => oneStatement<Row>('run_commit', text, valuesOf(held, batch, recorder)))
  tell(row)
}

/** The same inside a transaction of the caller. */
export async function commitIn(tx: Pick<Tx, 'client' | 'afterCommit'>, held: Held, batch: Batch, recorder: Recorder): Promise<void> {
  const { rows } = await mapped(() => tx.client.query<Row>({ name: 'run_commit', text, values: valuesOf(held, batch, recorder) }))
  tx.afterCommit(() => tell(rows[0]))
}

type Row = { admitted: number }
/** A run that ends or parks makes room for others of its workspace. */
function tell(row: Row | undefined): void {
  if (row && row.admitted > 0) announce('hearth_queue', ['admitted'])
}

export const isLostOwnership = (error: unknown): error is AppError => isAppError(error) && error.code === 'lost-ownership'

const text =
  'select run_commit($1::uuid, $2::uuid, $3::integer, $4::json, $5::jsonb, $6::jsonb, $7::text[], $8::text[], $9::jsonb[], $10::bytea[], $11::text[], $12::text[], $13::jsonb[], $14::bytea[], $15::json) as admitted'

function valuesOf(held: Held, { steps, waits, events, patch: changes }: Batch, recorder: Recorder): unknown[] {
  const light = createLightener()
  const { own, said } = recorder.rows(events.map(({ key, event }) => ({ key, event: light.event(event) })))
  const patch: JsonObject = 'status' in changes ? { ...changes, slots: workspaceSlots() } : changes
  const rows = steps.map(({ path, checkpoint: c }) =>
    c.outcome === 'done' ? { p: path, o: c.outcome, v: light.ports(c.output) } : { p: path, o: c.outcome, e: c.error },
  )
  const large = light.found()
  return [
    ...[held.workspaceId, held.runId, held.epoch],
    ...[rows, waits].map((list) => (list.length > 0 ? JSON.stringify(list) : null)),
    Object.keys(patch).length > 0 ? JSON.stringify(recorder.storable(patch)) : null,
    ...[own.keys, own.kinds, own.bodies, own.hashes],
    ...[said.keys, said.kinds, said.bodies, said.hashes],
    large.length > 0 ? JSON.stringify(large) : null,
  ]
}

async function mapped<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'HL001') throw new AppError('lost-ownership', undefined, undefined, { cause: error })
    throw error
  }
}
