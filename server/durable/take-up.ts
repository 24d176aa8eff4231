import type { Answer, Question } from '../engine/hands.ts'
import type { WaitKind } from '../engine/world.ts'
import type { ErrorData } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { systemOften } from '../platform/db.ts'
import { protocol } from './protocol.ts'
import { restored } from './restore.ts'

/** A run in the hands of this worker: all it needs to go on from where the last one stopped. */
export type TakenUp = {
  runId: string
  workspaceId: string
  agentId: string
  agentName: string
  revisionId: string
  segment: number
  /** Ours as long as no other worker takes the run up. */
  epoch: number
  input: JsonObject
  outlet: string | null
  outletSeq: number | null
  startedBy: string
  /** What started it, the first run of its line, and how far down that line it is. */
  trigger?: string
  /** development, staging, production */
  environment?: string
  root?: string
  depth?: number
  /** Somebody asked to cancel while nobody worked on it. */
  cancelled: boolean
  cancelledBy: string | null
  /** A scripted demo model answered before. */
  demo: boolean
  /** `run.started` was recorded already. */
  begun: boolean
  steps: { path: string; outcome: 'done' | 'failed'; output: JsonObject | null; error: ErrorData | null }[]
  waits: TakenWait[]
  /** Streams a former worker left open. */
  unfinished: { stream: string; channel: 'text' | 'card' }[]
  /** How many workers went away since anything last came of this run: a checkpoint, a question, an answer, a timer that fired. */
  recoveries: number
  /** Milliseconds by which the database's clock is ahead of ours. */
  clockAhead: number
}
export type TakenWait = {
  id: string
  path: string
  kind: WaitKind
  question: Question & { [key: string]: Json | undefined }
  toolCallId: string | null
  status: 'open' | 'answered' | 'expired' | 'cancelled'
  answer: Answer | null
  resumedIn: number | null
  /** Milliseconds until its deadline, when it was read. */
  dueIn: number | null
}

/** As the database gives it; `now` is its clock. */
export type TakenRow = Omit<TakenUp, 'clockAhead'> & { now: number }

/** Undefined when there is nothing to do: another segment's turn, or the run has ended. */
export async function takeUp(runId: string, segment: number): Promise<TakenUp | undefined> {
  const [row] = await systemOften<{ taken: TakenRow | null }>`select run_take_up(${runId}::uuid, ${segment}, ${protocol()}) as taken`
  return row?.taken ? await whole(row.taken) : undefined
}

/** With the large values that its checkpoints refer to. */
export async function whole({ now, ...taken }: TakenRow): Promise<TakenUp> {
  const clockAhead = Math.round(now - Date.now())
  return { ...taken, clockAhead, steps: await restored(taken, taken.steps) }
}
