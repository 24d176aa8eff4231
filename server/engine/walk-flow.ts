import type { Json, JsonObject } from '../kernel/json.ts'
import type { Around, CalledFlow, Course } from './course.ts'
import { childPath, openFlow, stopBlock } from './flow-walk.ts'
import { resultBlock } from './interface.ts'
import { inOneForm } from './outcome.ts'
import { openScope } from './scope.ts'

/** Why everything else in a flow is given up. */
class Stopped extends Error {}

/** Walks one flow to its end and gives its result. Rejects as its nodes do. */
export async function walkFlow(
  course: Course,
  { flow, plan }: CalledFlow,
  { prefix, input, around }: { prefix: string; input: Json; around: Around },
): Promise<JsonObject> {
  const end = childPath(prefix, '~stop')
  const recorded = course.world.recall(end)
  if (recorded) return resultOf(inOneForm(recorded))
  const mayStop = Object.values(flow.nodes).some(({ block }) => block === stopBlock)
  const over = new AbortController()
  const signal = mayStop ? AbortSignal.any([around.signal, over.signal]) : around.signal
  let stopped: JsonObject | undefined

  async function stop(output: JsonObject, path: string): Promise<never> {
    const decision = await course.activity.during(() => course.world.decide(end, { output, path }))
    stopped = resultOf(inOneForm({ outcome: 'done', output: decision }))
    over.abort(new Stopped())
    throw over.signal.reason
  }

  const walk = openFlow(course, { flow, plan, prefix, input, stop })
  const scope = openScope(walk, { container: null, prefix, given: {}, outer: null, around: { ...around, signal } })
  try {
    await scope.go()
  } catch (error) {
    if (stopped === undefined || around.signal.aborted) throw error
    // Waits of the run as a whole end with it.
    if (prefix !== '') await course.activity.during(() => course.world.withdraw(prefix))
    return stopped
  }
  return outputOf()

  /** The ports of its result node; without one, what the last nodes gave: those whose own outputs lead nowhere. */
  async function outputOf(): Promise<JsonObject> {
    const { members } = walk.scope(null)
    const results = members.filter((id) => walk.flow.nodes[id]?.block === resultBlock && !walk.nesting.isOff(id))
    for (const id of results) {
      const settled = await scope.settledOf(id)
      if (settled.kind === 'done') return settled.output
    }
    if (results.length > 0) return {}
    const output: JsonObject = {}
    for (const id of members) {
      const last = await scope.settledOf(id)
      const hasPorts = (course.blocks.get(walk.flow.nodes[id]?.block ?? '')?.card.outputs.length ?? 0) > 0
      if (last.kind === 'done' && hasPorts && !walk.links.feeding.has(id)) output[id] = last.output
    }
    return output
  }
}

function resultOf(decision: ReturnType<typeof inOneForm>): JsonObject {
  return decision.outcome === 'done' ? (decision.output.output as JsonObject) : {}
}
