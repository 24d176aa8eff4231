import { add, addRow, type Bits, createBits, highest, rowOf } from './bits.ts'
import type { Graph } from './graph.ts'
import { type ModuleTree, moduleTree } from './modules.ts'
import type { Plan } from './plan.ts'

/** Levels of a plan: more than any flow that people draw, and few enough to walk and to write down without care. */
export const deepest = 200

/**
 * The modular decomposition of the order among the kept nodes (the others only carry order on), as a plan. Nothing is
 * lost and nothing is added: two nodes may run at the same time exactly when no chain of wires joins them. Everything
 * is ordered by smallest node id, so the same graph gives the same plan.
 *
 * The modules of an order are those of the graph that joins what is ordered (Gallai 1967).
 */
export function decompose({ ids, next, previous }: Graph, topological: number[], kept: ReadonlySet<number>): Plan | null | 'too-deep' {
  // From here on a node is its place in the topological order of the kept ones.
  const nodes = topological.filter((node) => kept.has(node))
  if (nodes.length === 0) return null
  const earlier = closure(topological, previous, nodes)
  const edges = closure(topological.toReversed(), next, nodes)
  for (const place of nodes.keys()) addRow(edges, place, earlier, place)
  const tree = moduleTree(edges, nodes.length)
  if (tree.depth > deepest) return 'too-deep'
  return planOf(ranked(tree, nodes), { earlier, size: nodes.length, nameOf: (rank) => ids[rank] ?? '' })
}

/** Row by row of the kept nodes, all kept nodes that `links` lead to by any chain. `order` has what is led to first. */
function closure(order: number[], links: number[][], nodes: number[]): Bits {
  const place = new Map(nodes.map((node, i) => [node, i]))
  const reach = createBits(order.length, nodes.length)
  for (const node of order) {
    for (const target of links[node] ?? []) {
      const i = place.get(target)
      if (i !== undefined) add(reach, node, i)
      addRow(reach, node, reach, target)
    }
  }
  const rows = createBits(nodes.length)
  for (const [i, node] of nodes.entries()) addRow(rows, i, reach, node)
  return rows
}

/** With the rank of the smallest id in each module. */
type Ranked = { kind: ModuleTree['kind']; face: number; least: number; parts: Ranked[] }

function ranked({ kind, face, parts: bare }: ModuleTree, nodes: number[]): Ranked {
  const parts = bare.map((part) => ranked(part, nodes)).sort((a, b) => a.least - b.least)
  return { kind, face, least: parts[0]?.least ?? nodes[face] ?? 0, parts }
}

type Order = { earlier: Bits; size: number; nameOf: (rank: number) => string }

function planOf({ kind, parts, least }: Ranked, order: Order): Plan {
  if (kind === 'single') return { kind: 'leaf', node: order.nameOf(least) }
  if (kind === 'apart') return { kind: 'parallel', children: parts.map((part) => planOf(part, order)) }
  const lined = parts.toSorted((a, b) => a.face - b.face)
  if (kind === 'together') return { kind: 'series', children: lined.map((part) => planOf(part, order)) }

  const links = directLinks(
    lined.map((part) => part.face),
    order,
  )
  const depths = depthsOf(links)
  const arranged = [...lined.keys()].sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0) || (lined[a]?.least ?? 0) - (lined[b]?.least ?? 0))
  const place = new Map(arranged.map((i, at) => [i, at]))
  return {
    kind: 'rigid',
    children: arranged.flatMap((i) => lined[i] ?? []).map((part) => planOf(part, order)),
    after: arranged.map((i) => (links[i] ?? []).map((j) => place.get(j) ?? 0).sort((a, b) => a - b)),
  }
}

/** For each of these nodes (each after what it waits for) those it must await, without those that others of them await already. */
function directLinks(faces: number[], { earlier, size }: Order): number[][] {
  const index = new Map(faces.map((face, i) => [face, i]))
  const among = rowOf(faces, size).data
  return faces.map((face) => {
    const direct: number[] = []
    const open = among.map((word, w) => word & (earlier.data[face * earlier.words + w] ?? 0))
    for (let w = open.length - 1; w >= 0; w--) {
      for (let word = open[w] ?? 0; word !== 0; word = open[w] ?? 0) {
        const other = w * 32 + highest(word)
        direct.push(index.get(other) ?? 0)
        open[w] = word & ~(1 << (other & 31))
        for (let v = 0; v <= w; v++) open[v] = (open[v] ?? 0) & ~(earlier.data[other * earlier.words + v] ?? 0)
      }
    }
    return direct
  })
}

/** How many must come before each, one after another. */
function depthsOf(links: number[][]): number[] {
  const depths: number[] = []
  for (const link of links) depths.push(Math.max(-1, ...link.map((j) => depths[j] ?? 0)) + 1)
  return depths
}
