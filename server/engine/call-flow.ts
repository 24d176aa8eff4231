import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Course, FlowCall } from './course.ts'
import { inOneForm, NodeFailure, withPath } from './outcome.ts'
import { walkFlow } from './walk-flow.ts'
import type { Checkpoint } from './world.ts'

/** Flows that call flows, one within the other. */
const deepest = 16

/** Walks another flow here: its steps are steps of this run, under `path`. Its end is recorded, so a replay does not walk it again. */
export async function callFlow(course: Course, path: string, { reference, input, around }: FlowCall): Promise<Checkpoint> {
  const { world, activity, flows } = course
  const recorded = world.recall(`${path}/~end`)
  if (recorded?.outcome === 'done') return inOneForm(recorded.output as Checkpoint)
  const about = { path, agent: reference.agent }
  world.emit(`${path} child.started`, { kind: 'child.started', ...about, ...(reference.revision === undefined ? {} : { revision: reference.revision }) })

  async function walked(): Promise<JsonObject> {
    if (around.depth >= deepest)
      throw new AppError('limit-reached', `Flows call each other more than ${deepest} levels deep here. Let one of them end without calling another.`, {
        limit: deepest,
      })
    if (!flows) throw new AppError('not-found', 'Other flows cannot be called here.')
    const called = await activity.during(() => flows(reference))
    return walkFlow(course, called, { prefix: path, input, around: { ...around, depth: around.depth + 1 } })
  }

  const end = await walked().then(
    (output): Checkpoint => ({ outcome: 'done', output }),
    (error: unknown): Checkpoint => {
      if (error instanceof NodeFailure) return { outcome: 'failed', error: withPath(error) }
      if (isAppError(error) && !around.signal.aborted && error.code !== 'lost-ownership') return { outcome: 'failed', error: toErrorData(error) }
      throw error
    },
  )
  if (end.outcome === 'done') world.emit(`${path} child.completed`, { kind: 'child.completed', ...about })
  else world.emit(`${path} child.failed`, { kind: 'child.failed', ...about, error: end.error })
  return inOneForm((await activity.during(() => world.decide(`${path}/~end`, end as JsonObject))) as Checkpoint)
}
