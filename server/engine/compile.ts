import { canonicalText } from './canonical.ts'
import type { Catalogue } from './card.ts'
import { checkFlow } from './check-flow.ts'
import { toolsIn } from './check-tools.ts'
import { decompose, deepest } from './decompose.ts'
import type { Flow } from './flow.ts'
import { cycleOf, graphFrom, topological } from './graph.ts'
import { type Nesting, nestingOf } from './nesting.ts'
import type { CompileResult, Plan, Problem } from './plan.ts'
import { type Scope, scopesOf } from './scopes.ts'
import { sha256 } from './sha256.ts'

/**
 * Flow → plan, or all the reasons why not. Pure and synchronous: the editor runs it while you draw, the server when
 * you publish. The same flow gives the same plan and hash, in whatever order its nodes and wires were written down.
 */
export function compile(flow: Flow, catalogue: Catalogue): CompileResult {
  const nesting = nestingOf(flow)
  const problems = checkFlow(flow, catalogue, nesting)
  if (problems.some(({ code }) => code === 'too-large')) return { ok: false, problems }
  const scopes = scopesOf(flow, catalogue, nesting)
  problems.unshift(...scopes.flatMap((scope) => cycleProblem(scope, flow, catalogue)))
  if (problems.length > 0) return { ok: false, problems }

  const plans = new Map<string | null, Plan | null>()
  for (const scope of scopes) {
    if (scope.container !== null && nesting.isOff(scope.container)) continue
    const plan = planOf(scope, flow, catalogue)
    if (plan === 'too-deep')
      return {
        ok: false,
        problems: [{ code: 'too-large', message: `This flow forks and joins more than ${deepest} levels deep. Split it into several flows.` }],
      }
    plans.set(scope.container, plan)
  }
  const root = plans.get(null) ?? null
  const inside = Object.fromEntries([...plans].flatMap(([container, plan]) => (container === null ? [] : [[container, plan]])))
  // Left out when there is none, so that a flow without containers keeps the hash it always had.
  const tree = { root, ...(Object.keys(inside).length > 0 && { inside }) }
  const blocks = versionsOf(flow, catalogue, nesting)
  return { ok: true, plan: { ...tree, blocks, hash: sha256(canonicalText({ ...tree, blocks })) } }
}

function planOf({ members, order }: Scope, flow: Flow, catalogue: Catalogue): Plan | null | 'too-deep' {
  const graph = graphFrom(members, order)
  const kept = new Set([...graph.ids.keys()].filter((i) => isStep(flow, graph.ids[i] ?? '', catalogue)))
  return decompose(graph, topological(graph) ?? [], kept)
}

/** Pure nodes are worked out where they are needed; a trigger has nothing to do; a disabled node is skipped. */
function isStep(flow: Flow, id: string, catalogue: Catalogue): boolean {
  const node = flow.nodes[id]
  const card = catalogue.get(node?.block ?? '')
  return card !== undefined && !node?.disabled && !card.trigger && card.effect !== 'pure'
}

/** Of every block that this flow names, as a node or as a tool. */
function versionsOf(flow: Flow, catalogue: Catalogue, nesting: Nesting): Record<string, number> {
  const named = Object.entries(flow.nodes).flatMap(([id, node]) =>
    nesting.isOff(id) ? [] : [node.block, ...toolBlocks(node.inputs, catalogue.get(node.block)?.fields)],
  )
  return Object.fromEntries([...new Set(named)].sort().map((block) => [block, catalogue.get(block)?.version ?? 1]))
}

function toolBlocks(inputs: Flow['nodes'][string]['inputs'], fields: Record<string, { control?: string | undefined }> = {}): string[] {
  return Object.entries(inputs).flatMap(([port, filled]) => {
    if (filled.kind !== 'literal' || !Object.hasOwn(fields, port) || fields[port]?.control !== 'tools') return []
    return toolsIn(filled.value).flatMap((tool) => (tool.show === undefined ? [tool.block] : [tool.block, tool.show]))
  })
}

function cycleProblem({ members, edges }: Scope, flow: Flow, catalogue: Catalogue): Problem[] {
  const graph = graphFrom(members, edges)
  if (topological(graph)) return []
  const nodes = cycleOf(graph) ?? []
  const names = nodes.map((id) => `"${flow.nodes[id]?.title ?? catalogue.get(flow.nodes[id]?.block ?? '')?.title ?? id}"`)
  const message =
    names.length === 1
      ? `${names[0]} leads back into itself. Remove that wire.`
      : `These blocks wait for each other in a circle: ${[...names, names[0]].join(' → ')}. Remove one of the wires between them.`
  return [{ code: 'cycle', message, nodes, ...(nodes[0] === undefined ? {} : { node: nodes[0] }) }]
}
