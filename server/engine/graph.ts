import { dependenciesOf } from './dependencies.ts'
import { type ExpressionInput, expressionInputs } from './expression-inputs.ts'
import type { Flow } from './flow.ts'
import { type Nesting, nestingOf } from './nesting.ts'

/** Who waits for whom: nodes by rank of their id (so the smallest number is the smallest id), edges without doubles. */
export type Graph = { ids: string[]; next: number[][]; previous: number[][] }

/** The whole flow as one graph, whatever lies in what. Containers are one scope each: scopes.ts. */
export function graphOf(flow: Flow): Graph {
  return graphFrom(
    Object.keys(flow.nodes),
    dependenciesOf(flow).map(({ from, to }) => [from.node, to.node]),
  )
}

/** Edges to or from what is not among the names are left out. */
export function graphFrom(names: string[], edges: [string, string][]): Graph {
  const ids = [...names].sort()
  const rank = new Map(ids.map((id, i) => [id, i]))
  const next: Set<number>[] = ids.map(() => new Set())
  for (const [source, target] of edges) {
    const from = rank.get(source)
    const to = rank.get(target)
    if (from !== undefined && to !== undefined) next[from]?.add(to)
  }
  const previous: number[][] = ids.map(() => [])
  const sorted = next.map((targets) => [...targets].sort((a, b) => a - b))
  for (const [from, targets] of sorted.entries()) for (const to of targets) previous[to]?.push(from)
  return { ids, next: sorted, previous }
}

/** Every node after all it waits for; null when there is a cycle. */
export function topological({ ids, next, previous }: Graph): number[] | null {
  const waits = previous.map((sources) => sources.length)
  const order = ids.map((_, i) => i).filter((i) => waits[i] === 0)
  for (const node of order) {
    for (const target of next[node] ?? []) {
      waits[target] = (waits[target] ?? 0) - 1
      if (waits[target] === 0) order.push(target)
    }
  }
  return order.length === ids.length ? order : null
}

/** One cycle, its smallest id first, or null. */
export function cycleOf({ ids, next, previous }: Graph): string[] | null {
  const left = new Set(ids.keys())
  // What only leads to a cycle and what only follows one is peeled off from both ends.
  peel(left, previous, next)
  peel(left, next, previous)
  const [start] = left
  if (start === undefined) return null
  const walked: number[] = []
  for (let node: number | undefined = start; node !== undefined && !walked.includes(node); ) {
    walked.push(node)
    const onward: number | undefined = next[node]?.find((target) => left.has(target))
    if (onward !== undefined && walked.includes(onward)) return smallestFirst(walked.slice(walked.indexOf(onward))).map((i) => ids[i] ?? '')
    node = onward
  }
  return null
}

function peel(left: Set<number>, needs: number[][], frees: number[][]): void {
  const waits = needs.map((sources) => sources.filter((i) => left.has(i)).length)
  const free = [...left].filter((i) => waits[i] === 0)
  for (const node of free) {
    left.delete(node)
    for (const target of frees[node] ?? []) {
      waits[target] = (waits[target] ?? 0) - 1
      if (waits[target] === 0 && left.has(target)) free.push(target)
    }
  }
}

function smallestFirst(cycle: number[]): number[] {
  const start = cycle.indexOf(Math.min(...cycle))
  return [...cycle.slice(start), ...cycle.slice(0, start)]
}

type Arriving = { port: string; from: { node: string; port: string } }

/** The wires of a flow from both ends, and what expressions need. */
export type Links = {
  /** Wires to a node from beside it or around it; to a container, only those of its outer side. */
  into: (node: string) => Arriving[]
  /** Wires to a container from the nodes in it: its inside inputs. */
  back: (container: string) => Arriving[]
  /** Inputs filled by expressions, at ports that no wire leads to. */
  expressions: (node: string) => ExpressionInput[]
  /** Nodes whose `error` port is read: their failure is handled. */
  handled: ReadonlySet<string>
  /** Nodes whose own outputs lead on. What a container gives to the nodes in it does not count. */
  feeding: ReadonlySet<string>
}

export function linksOf(flow: Flow, nesting: Nesting = nestingOf(flow)): Links {
  const into = new Map<string, Arriving[]>()
  const back = new Map<string, Arriving[]>()
  const handled = new Set<string>()
  const feeding = new Set<string>()
  for (const { from, to, wire } of dependenciesOf(flow)) {
    const passage = nesting.passage(from.node, to.node).kind
    if (wire !== undefined && from.port !== undefined) {
      const side = passage === 'back' ? back : into
      const wires = side.get(to.node) ?? []
      wires.push({ port: to.port, from: { node: from.node, port: from.port } })
      side.set(to.node, wires)
    }
    if (passage === 'in') continue
    if (from.port === 'error') handled.add(from.node)
    else if (from.port !== 'done') feeding.add(from.node)
  }
  const expressions = (node: string): ExpressionInput[] => {
    const wired = new Set([...(into.get(node) ?? []), ...(back.get(node) ?? [])].map(({ port }) => port))
    return expressionInputs(flow.nodes[node]).filter(({ port }) => !wired.has(port))
  }
  return { into: (node) => into.get(node) ?? [], back: (container) => back.get(container) ?? [], expressions, handled, feeding }
}
