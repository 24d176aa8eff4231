import type { JsonObject } from '../kernel/json.ts'
import type { Activity } from './activity.ts'
import { canonical } from './canonical.ts'
import type { Block } from './define-block.ts'
import type { Flow } from './flow.ts'
import type { Answer, FlowReference, Hands } from './hands.ts'
import type { CompiledPlan } from './plan.ts'
import type { Taps } from './taps.ts'
import { unlessAborted } from './unless-aborted.ts'
import type { Checkpoint, WaitCall, World } from './world.ts'

/**
 * What nodes of the flow are to give without being done, when a draft is tried. `always`: whatever came to it (null: it was skipped);
 * else only where it would have been done. A node in a loop gives the same in each turn.
 */
export type Given = { [node: string]: { output: JsonObject | null; always: boolean } }

/** What a whole walk shares: the flow it began with, its containers and the flows called in it. */
export type Course = {
  world: World
  blocks: ReadonlyMap<string, Block>
  activity: Activity
  taps: Taps
  run: Hands['run'] | undefined
  given: Given
  flows: ((reference: FlowReference) => Promise<CalledFlow>) | undefined
  /** Walks another flow here, under `path`. */
  callFlow: (path: string, call: FlowCall) => Promise<Checkpoint>
}
export type FlowCall = { reference: FlowReference; input: JsonObject; around: Around }
/** A flow that another one calls: the revision that its reference pins, or the published one. */
export type CalledFlow = { flow: Flow; plan: CompiledPlan; agentName?: string }

/** What surrounds a node wherever it is done. */
export type Around = {
  /** Aborted when nobody needs it any more, the run was cancelled, or the worker must stop. */
  signal: AbortSignal
  /** How many called flows are around it. */
  depth: number
  /** Something around it takes its failure. */
  caught: boolean
}

/** Nobody needs this any more: its race is lost, its time is up. Never leaves the container that gave it up. */
export class Abandoned extends Error {
  constructor(path: string) {
    super(`${path} is not needed any more`)
    this.name = 'Abandoned'
  }
}

/** Waits for something outside the walk, as long as anything else moves. */
export async function waitFor({ world, activity }: Course, call: WaitCall, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted()
  const { answer } = await activity.during(() => unlessAborted(world.wait({ ...call, signal }), signal))
  return canonical(await activity.answered(call.path, answer, signal)) as Answer
}
