import type { Json, JsonObject } from '../kernel/json.ts'
import type { Course, Given } from './course.ts'
import type { Flow } from './flow.ts'
import { type Links, linksOf } from './graph.ts'
import { type Nesting, nestingOf } from './nesting.ts'
import type { Settled } from './outcome.ts'
import { createPerformer, type Performer } from './perform.ts'
import type { CompiledPlan, Plan } from './plan.ts'
import { leavesOf } from './plan-shape.ts'
import { upgradeFlow } from './upgrade-flow.ts'

/** One flow of a walk: the one it began with, or one that is called in it. */
export type FlowWalk = {
  course: Course
  perform: Performer
  flow: Flow
  links: Links
  nesting: Nesting
  /** Begins the path of each of its nodes. */
  prefix: string
  input: Json
  /** What its nodes give without being done: only in the flow that a run began with. */
  given: Given
  /** What is in a container (null: the flow itself): all of it in canonical order, its plan, and the nodes in that plan. */
  scope: (container: string | null) => ScopePlan
  /** Ends this flow here and now with this result. */
  stop: (output: JsonObject, path: string) => Promise<never>
}
/** The block that ends a flow at once. */
export const stopBlock = 'control.stop'

/** One walk of what lies in one container, or in the flow itself. */
export type Scope = {
  /** What became of a node here or around; nodes that are in no plan are worked out here, once, when first asked for. */
  settledOf(id: string): Promise<Settled>
  /** The path of a node here or around. */
  pathOf(id: string): string
  /** Walks all of it. */
  go(): Promise<void>
  /** What its nodes gave back to the container, by port. A port that nothing came to is left out. */
  back(): Promise<JsonObject>
  /** The first value that is brought back, as soon as it is there. Stays open when none comes. */
  first(): Promise<{ port: string; value: Json }>
}

export type ScopePlan = { members: string[]; plan: Plan | null; planned: ReadonlySet<string> }

export function openFlow(
  course: Course,
  { flow: written, plan, prefix, input, stop }: { flow: Flow; plan: CompiledPlan; prefix: string; input: Json; stop: FlowWalk['stop'] },
): FlowWalk {
  const flow = upgradeFlow(written, course.blocks)
  const nesting = nestingOf(flow)
  const scopes = new Map<string | null, ScopePlan>()
  const membersOf = Map.groupBy(Object.keys(flow.nodes).sort(), (id) => nesting.scopeOf(id))

  function scope(container: string | null): ScopePlan {
    const known = scopes.get(container)
    if (known) return known
    const own = container === null ? plan.root : (plan.inside?.[container] ?? null)
    const made = { members: membersOf.get(container) ?? [], plan: own, planned: new Set(own ? leavesOf(own) : []) }
    scopes.set(container, made)
    return made
  }

  return {
    course,
    perform: createPerformer(course),
    flow,
    links: linksOf(flow, nesting),
    nesting,
    prefix,
    input,
    given: prefix === '' ? course.given : {},
    scope,
    stop,
  }
}

export const childPath = (prefix: string, id: string): string => (prefix === '' ? id : `${prefix}/${id}`)
