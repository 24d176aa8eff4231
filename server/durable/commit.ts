import type { EngineEvent } from '../engine/events.ts'
import type { Checkpoint, WaitKind } from '../engine/world.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { completedKey } from './completed-key.ts'
import { commitTogether, statementOf } from './group.ts'
import { createLightener } from './large.ts'
import type { Held, Packed, Prepared } from './prepared.ts'
import { workspaceSlots } from './protocol.ts'

export type KeyedEvent = { key: string; event: EngineEvent }
/** Makes rows of events: what the run's own feed keeps, and what is said into its outlet. Written above: here is no knowledge of feeds or rooms. */
export type Recorder = {
  rows(events: readonly KeyedEvent[]): { own: Packed; said: Packed }
  /** The value as the database can keep it, and give back unchanged. */
  storable(value: unknown): Json
}

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
  /** Changes to the run's row and its waits: the keys are named at run_note in prisma/migrations/0009_speed. `output` is that of the event `run.completed`, when it comes along. */
  patch: JsonObject
  /** The end of the run, which comes only when nobody wants to hold it. */
  end?: Ending
}
export type Ending = { change: JsonObject; event: KeyedEvent }
/** `held`: all was written but the end. */
export type Written = 'whole' | 'held'
/** What the database answers when it wrote nothing, since somebody wants to hold the run that this would end. */
const wantedHeld = -1

/** One commit, which may be that of other runs, too. */
export async function commitAlone(held: Held, batch: Batch, recorder: Recorder): Promise<Written> {
  const admitted = await commitTogether(prepared(held, batch, recorder))
  if (admitted === wantedHeld) return await commitAlone(held, withoutEnd(batch), recorder).then(() => 'held')
  tell(admitted)
  return 'whole'
}

/** The same inside a transaction of the caller. */
export async function commitIn(tx: Pick<Tx, 'client' | 'afterCommit'>, held: Held, batch: Batch, recorder: Recorder): Promise<Written> {
  const { rows } = await tx.client.query<{ outcomes: (number | null)[] }>(statementOf([prepared(held, batch, recorder)]))
  const admitted = rows[0]?.outcomes[0] ?? null
  if (admitted === wantedHeld) return await commitIn(tx, held, withoutEnd(batch), recorder).then(() => 'held')
  if (admitted === null) throw new AppError('lost-ownership')
  tx.afterCommit(() => tell(admitted))
  return 'whole'
}

function withoutEnd({ end: _, ...batch }: Batch): Batch {
  return batch
}

/** A run that ends or parks makes room for others of its workspace. Null: the run is no longer ours. */
function tell(admitted: number | null): void {
  if (admitted === null) throw new AppError('lost-ownership')
  if (admitted > 0) announce('hearth_queue', ['admitted'])
}

export const isLostOwnership = (error: unknown): error is AppError => isAppError(error) && error.code === 'lost-ownership'

/** What a node or the run gave is written once: in the event that tells of it. Its checkpoint and the run's row are then read from there. */
function prepared(held: Held, { steps, waits, events, patch: before, end }: Batch, recorder: Recorder): Prepared {
  const light = createLightener()
  const changes: JsonObject = end ? { ...before, ...end.change, unlessPausing: true } : before
  const all = [...events, ...(end ? [end.event] : [])]
  const lightened = all.map(({ key, event }) => ({ key, event: light.event(event) }))
  const told = new Set(lightened.flatMap(({ key, event }) => (event.kind === 'node.completed' ? [key] : [])))
  const { own, said } = recorder.rows(lightened)
  const rows = steps.map(({ path, checkpoint: c }) =>
    c.outcome === 'done'
      ? { path, outcome: c.outcome, output: told.has(completedKey(path)) ? null : JSON.stringify(light.ports(c.output)), error: null }
      : { path, outcome: c.outcome, output: null, error: JSON.stringify(c.error) },
  )
  const large = light.found()
  const { output, ...others } = changes
  const outputTold = all.some(({ event }) => event.kind === 'run.completed' && event.output === output)
  const patch: JsonObject = { ...(outputTold ? others : changes), ...('status' in changes ? { slots: workspaceSlots() } : {}) }
  const note = {
    ...(waits.length > 0 ? { waits } : {}),
    ...(large.length > 0 ? { large } : {}),
    ...(Object.keys(patch).length > 0 ? { patch: recorder.storable(patch) } : {}),
  }
  const { workspaceId, runId, epoch, outlet } = held
  return { workspaceId, runId, epoch, outlet, steps: rows, note: Object.keys(note).length > 0 ? JSON.stringify(note) : null, own, said }
}
