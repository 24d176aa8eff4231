import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile } from './compile.ts'
import type { Flow } from './flow.ts'
import { flowOf, nameOf, orderOf, sketches, trueOrder } from './graph.test-kit.ts'
import type { CompiledPlan, Plan } from './plan.ts'
import { leavesOf, spanOf } from './plan-shape.ts'
import { kitCatalogue } from './test-blocks.test-kit.ts'

const runs = Number(process.env.HEARTH_PROPERTY_RUNS ?? 60)
const patience = 600_000

it(
  '[compile.lossless] orders two steps exactly when a chain of wires joins them',
  () => {
    fc.assert(
      fc.property(sketches(), (sketch) => {
        const flow = flowOf(sketch)
        const { root } = planned(flow)
        expect(root ? orderOf(root) : new Map()).toEqual(trueOrder(flow))
      }),
      { numRuns: runs },
    )
  },
  patience,
)

it(
  '[compile.critical-path] takes no longer than the longest chain of wires',
  () => {
    fc.assert(
      fc.property(sketches(), (sketch) => {
        const flow = flowOf(sketch)
        const { root } = planned(flow)
        const timeOf = (node: string): number => 1 + (Number(node.slice(1)) % 17)
        const order = trueOrder(flow)
        const ends = new Map<string, number>()
        for (const [id, earlier] of [...order].sort(([, a], [, b]) => a.size - b.size))
          ends.set(id, timeOf(id) + Math.max(0, ...[...earlier].map((other) => ends.get(other) ?? 0)))
        expect(root ? spanOf(root, timeOf) : 0).toBe(Math.max(0, ...ends.values()))
      }),
      { numRuns: runs },
    )
  },
  patience,
)

it(
  '[compile.canonical] gives the same plan and hash for shuffled nodes and wires, and for wires that say nothing new',
  () => {
    fc.assert(
      fc.property(sketches(120), fc.infiniteStream(fc.nat()), (sketch, chance) => {
        const flow = flowOf(sketch)
        const shuffled = <T>(items: T[]): T[] =>
          items
            .map((item) => ({ item, by: chance.next().value ?? 0 }))
            .sort((a, b) => a.by - b.by)
            .map(({ item }) => item)
        const redundant = [...trueOrder(flow)].flatMap(([id, earlier]) =>
          [...earlier].slice(0, 1).map((other) => ({ from: { node: other, port: 'done' }, to: { node: id, port: 'after' } })),
        )
        const other: Flow = { ...flow, nodes: Object.fromEntries(shuffled(Object.entries(flow.nodes))), wires: shuffled([...flow.wires, ...redundant]) }
        expect(planned(other)).toEqual(planned(flow))
      }),
      { numRuns: runs },
    )
  },
  patience,
)

it(
  '[compile.modular] is in normal form: no series in a series, no parallel in a parallel, and no module of a rigid node can be taken together',
  () => {
    fc.assert(
      fc.property(sketches(24), (sketch) => {
        const flow = flowOf(sketch)
        const { root } = planned(flow)
        if (root) expectNormal(root, trueOrder(flow))
      }),
      { numRuns: runs * 5 },
    )
  },
  patience,
)

it(
  '[compile.every-step-once] plans every step once and nothing else',
  () => {
    fc.assert(
      fc.property(sketches(), (sketch) => {
        const { root } = planned(flowOf(sketch))
        const steps = sketch.pure.flatMap((isPure, i) => (isPure ? [] : [nameOf(i)]))
        expect(root ? leavesOf(root).sort() : []).toEqual(steps.sort())
      }),
      { numRuns: runs },
    )
  },
  patience,
)

function planned(flow: Flow): CompiledPlan {
  const compiled = compile(flow, kitCatalogue)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.plan
}

function expectNormal(plan: Plan, order: Map<string, Set<string>>): void {
  if (plan.kind === 'leaf') return
  for (const child of plan.children) {
    if (plan.kind !== 'rigid') expect(child.kind).not.toBe(plan.kind)
    expectNormal(child, order)
  }
  expect(plan.children.length).toBeGreaterThanOrEqual(plan.kind === 'rigid' ? 4 : 2)
  const faces = plan.children.map((child) => leavesOf(child)[0] ?? '')
  if (plan.kind === 'parallel') expect(smallest(plan.children)).toEqual(smallest(plan.children).sort())
  if (plan.kind !== 'rigid') return
  for (const [i, deps] of plan.after.entries()) for (const j of deps) expect(j).toBeLessThan(i)
  // From any two children on, taking in whatever tells the set apart ends with all of them.
  const joined = (a: string, b: string): boolean => Boolean(order.get(a)?.has(b) || order.get(b)?.has(a))
  for (const a of faces)
    for (const b of faces) {
      if (a >= b) continue
      const taken = new Set([a, b])
      for (let grown = true; grown; ) {
        const outside = faces.filter((face) => !taken.has(face) && new Set([...taken].map((inside) => joined(inside, face))).size > 1)
        grown = outside.length > 0
        for (const face of outside) taken.add(face)
      }
      expect(taken.size).toBe(faces.length)
    }
}

function smallest(children: Plan[]): string[] {
  return children.map((child) => leavesOf(child).sort()[0] ?? '')
}
