import type { Flow } from './flow.ts'

/** Who waits for whom: nodes by rank of their id (so the smallest number is the smallest id), edges without doubles. */
export type Graph = { ids: string[]; next: number[][]; previous: number[][] }

export function graphOf(flow: Flow): Graph {
  const ids = Object.keys(flow.nodes).sort()
  const rank = new Map(ids.map((id, i) => [id, i]))
  const next: Set<number>[] = ids.map(() => new Set())
  for (const wire of flow.wires) {
    const from = rank.get(wire.from.node)
    const to = rank.get(wire.to.node)
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

/** The wires of a flow from both ends. */
export type Links = {
  into: (node: string) => { port: string; from: { node: string; port: string } }[]
  /** Nodes whose `error` port is wired: their failure is handled. */
  handled: ReadonlySet<string>
  /** Nodes whose own outputs lead on. */
  feeding: ReadonlySet<string>
}

export function linksOf(flow: Flow): Links {
  const into = new Map<string, { port: string; from: { node: string; port: string } }[]>()
  const handled = new Set<string>()
  const feeding = new Set<string>()
  for (const { from, to } of flow.wires) {
    const wires = into.get(to.node) ?? []
    wires.push({ port: to.port, from })
    into.set(to.node, wires)
    if (from.port === 'error') handled.add(from.node)
    else if (from.port !== 'done') feeding.add(from.node)
  }
  return { into: (node) => into.get(node) ?? [], handled, feeding }
}
