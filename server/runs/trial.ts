import type { Given } from '../engine/course.ts'
import { dependenciesOf } from '../engine/dependencies.ts'
import type { Flow, FlowNode } from '../engine/flow.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { TryScope } from './contract.ts'
import { outermost, redone } from './redone.ts'

type Outputs = ReadonlyMap<string, JsonObject>
/** `missing`: nodes that would have to give something and have nothing to give. */
export type Trial = { flow: Flow; given: Given; missing: string[] }

/**
 * What is walked when a draft is tried. Whole: all of it, pinned nodes giving their pin. In part: only the nodes that are wanted are
 * left on; those that feed them give their pin, else what they gave in the `last` run. Limits on runs at once are for published flows.
 */
export function trialOf({ concurrency: _, ...draft }: Flow, scope: TryScope, { pins, last }: { pins: Outputs; last: Outputs }): Trial {
  if (scope.kind === 'all') return { flow: draft, given: Object.fromEntries([...pins].map(([id, output]) => [id, { output, always: false }])), missing: [] }
  const target = outermost(draft, scope.node)
  const sources = sourcesIn(draft)
  const wanted = scope.kind === 'only' ? new Set([target]) : scope.kind === 'from' ? redone(draft, [target]) : upTo(target, sources, pins)
  const given: Given = {}
  const missing: string[] = []
  for (const id of Object.keys(draft.nodes)) {
    const outer = outermost(draft, id)
    if (wanted.has(outer)) {
      // inside of what is wanted pins count; what was asked for is done, pinned or not
      const pin = pins.get(id)
      if (pin && id !== target && id !== scope.node) given[id] = { output: pin, always: false }
    }
  }
  for (const id of new Set([...wanted].flatMap((id) => [...(sources.get(id) ?? [])]))) {
    if (wanted.has(id)) continue
    const output = pins.get(id) ?? (scope.kind === 'to' ? undefined : last.get(id))
    if (output) given[id] = { output, always: true }
    else if (scope.kind === 'from') given[id] = { output: null, always: true }
    else missing.push(id)
  }
  return { flow: onlyWith(draft, wanted), given, missing }
}

/** Everything that leads to it, back to where a pin stands for what came before. */
function upTo(target: string, sources: ReadonlyMap<string, ReadonlySet<string>>, pins: Outputs): Set<string> {
  const wanted = new Set([target])
  for (const id of wanted) for (const source of sources.get(id) ?? []) if (!pins.has(source)) wanted.add(source)
  return wanted
}

/** Whom each node of the flow's own level waits for; a container for all that it holds. */
function sourcesIn(flow: Flow): Map<string, Set<string>> {
  const sources = new Map<string, Set<string>>()
  for (const { from, to } of dependenciesOf(flow)) {
    const [source, target] = [outermost(flow, from.node), outermost(flow, to.node)]
    if (source !== target && flow.nodes[source]) sources.set(target, (sources.get(target) ?? new Set()).add(source))
  }
  return sources
}

/** All else is switched off, and nothing leads there. */
function onlyWith(flow: Flow, wanted: ReadonlySet<string>): Flow {
  const nodes = Object.entries(flow.nodes).map(([id, node]): [string, FlowNode] => [id, wanted.has(outermost(flow, id)) ? node : { ...node, disabled: true }])
  return { ...flow, nodes: Object.fromEntries(nodes), wires: flow.wires.filter(({ to }) => wanted.has(outermost(flow, to.node))) }
}
