import { isAppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import { createActivity } from './activity.ts'
import { callFlow } from './call-flow.ts'
import type { CalledFlow, Course, Given } from './course.ts'
import type { Block } from './define-block.ts'
import type { Flow } from './flow.ts'
import type { FlowReference, Hands } from './hands.ts'
import { NodeFailure } from './outcome.ts'
import type { CompiledPlan } from './plan.ts'
import { createTaps } from './taps.ts'
import { walkFlow } from './walk-flow.ts'
import { isParked, type Outcome, type World } from './world.ts'

export type Walk = {
  flow: Flow
  plan: CompiledPlan
  blocks: ReadonlyMap<string, Block>
  /** What the trigger gives: its outputs by port. */
  input: Json
  world: World
  /** Finds the flows that this one calls. Without it none can be called. */
  flows?: (reference: FlowReference) => Promise<CalledFlow>
  /** What run this is, for blocks that ask. */
  run?: Hands['run']
  /** What nodes of the flow give without being done. */
  given?: Given
}

/**
 * Walks a plan as far as it goes: to its end, to a failure, or until nothing is left but to wait. Everything that was
 * recorded is taken as it is, so the same call by another worker goes on where this one stopped.
 *
 * Rejects when the world failed rather than the flow (the worker must stop, the database is gone): nothing was decided.
 * The last steps may still be on their way to disk: whoever makes the outcome known does it in their commit or after it.
 */
export async function execute({ world, blocks, flows, run, flow, plan, input, given = {} }: Walk): Promise<Outcome> {
  const course: Course = {
    world,
    blocks,
    flows,
    run,
    given,
    activity: createActivity(),
    taps: createTaps(),
    callFlow: (path, call) => callFlow(course, path, call),
  }
  const around = { signal: world.signal, depth: 0, caught: false }
  return await outcomeOf(() => walkFlow(course, { flow, plan }, { prefix: '', input, around }))
}

async function outcomeOf(walk: () => Promise<Json>): Promise<Outcome> {
  try {
    return { status: 'completed', output: await walk() }
  } catch (error) {
    if (error instanceof NodeFailure) return { status: 'failed', error: error.data, path: error.path }
    if (isParked(error)) return { status: 'waiting' }
    if (isAppError(error) && error.code === 'cancelled') return { status: 'cancelled' }
    throw error
  }
}
