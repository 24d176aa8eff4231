import fc from 'fast-check'
import type { Flow } from './flow.ts'
import { graphOf, topological } from './graph.ts'
import type { Plan } from './plan.ts'
import { kitCatalogue } from './test-blocks.test-kit.ts'

/** A flow as numbers: node i may only have wires from nodes before it, so there is no cycle. */
export type Sketch = { pure: boolean[]; edges: [number, number][] }

/** Random orders of 2 to 200 nodes, from sparse to dense, near and far, some of the nodes pure. */
export const sketches = (most = 200): fc.Arbitrary<Sketch> =>
  fc.integer({ min: 2, max: most }).chain((size) =>
    fc.record({
      pure: fc.oneof(fc.constant(Array.from({ length: size }, () => false)), fc.array(fc.boolean(), { minLength: size, maxLength: size })),
      edges: fc.array(
        fc
          .tuple(fc.integer({ min: 1, max: size - 1 }), fc.nat({ max: 1000 }))
          .map(([to, far]): [number, number] => [Math.max(0, far < 700 ? to - 1 - (far % 5) : far % to), to]),
        { maxLength: size * 2 },
      ),
    }),
  )

/** Names in an order of their own, so that smallest id and topological order differ. */
export const nameOf = (i: number): string => `n${((i * 7919) % 10007).toString().padStart(5, '0')}`

export function flowOf({ pure, edges }: Sketch): Flow {
  const nodes = Object.fromEntries(
    pure.map((isPure, i) => [nameOf(i), { block: isPure ? 'kit.pure' : 'kit.external', version: 1, inputs: {}, position: { x: 0, y: 0 } }]),
  )
  return { schema: 1, nodes, wires: edges.map(([from, to]) => ({ from: { node: nameOf(from), port: 'text' }, to: { node: nameOf(to), port: 'after' } })) }
}

/** Which steps must end before which may begin, by all chains of wires: the slow and obvious way. */
export function trueOrder(flow: Flow): Map<string, Set<string>> {
  const graph = graphOf(flow)
  const earlier: Set<string>[] = graph.ids.map(() => new Set())
  for (const node of topological(graph) ?? []) {
    for (const source of graph.previous[node] ?? []) {
      earlier[node]?.add(graph.ids[source] ?? '')
      for (const more of earlier[source] ?? []) earlier[node]?.add(more)
    }
  }
  const steps = new Set(graph.ids.filter((id) => kitCatalogue.get(flow.nodes[id]?.block ?? '')?.effect !== 'pure'))
  return new Map(graph.ids.flatMap((id, i) => (steps.has(id) ? [[id, new Set([...(earlier[i] ?? [])].filter((other) => steps.has(other)))]] : [])))
}

/** The same order as a plan states it. */
export function orderOf(plan: Plan): Map<string, Set<string>> {
  if (plan.kind === 'leaf') return new Map([[plan.node, new Set()]])
  const orders = plan.children.map(orderOf)
  const awaited = plan.children.map(() => new Set<number>())
  for (const i of plan.children.keys()) {
    const direct = plan.kind === 'parallel' ? [] : plan.kind === 'series' ? (i > 0 ? [i - 1] : []) : (plan.after[i] ?? [])
    for (const j of direct) awaited[i] = new Set([...(awaited[i] ?? []), j, ...(awaited[j] ?? [])])
  }
  return new Map(
    orders.flatMap((order, i) =>
      [...order].map(([id, own]): [string, Set<string>] => [id, new Set([...own, ...[...(awaited[i] ?? [])].flatMap((j) => [...(orders[j]?.keys() ?? [])])])]),
    ),
  )
}
