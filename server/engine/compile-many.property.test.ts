import { expect, it } from 'vitest'
import { compile } from './compile.ts'
import { compileFigure } from './compile-figure.test-kit.ts'
import { catalogueOf } from './compose.test-kit.ts'
import { shapeBlocks } from './containers.test-kit.ts'
import type { Flow } from './flow.ts'
import type { CompiledPlan, Plan } from './plan.ts'
import { leavesOf, spanOf } from './plan-shape.ts'
import { chanceOf } from './random-flow.test-kit.ts'
import { randomNested, type TrueScope, trueScopes } from './random-nested.test-kit.ts'

const seeds = Number(process.env.HEARTH_PROPERTY_GRAPHS ?? 5000)
const patience = 600_000
const catalogue = catalogueOf(shapeBlocks)

function planned(flow: Flow): CompiledPlan {
  const compiled = compile(flow, catalogue)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.plan
}

it('[compile.thousand] compiles flows of 1,000 steps of every shape, and of 1,000 nodes with containers in them', () => {
  expect(compileFigure(() => 0, 1000, 1)).toHaveLength(6)
  const flow = randomNested(7, { nodes: 1000 })
  expect(Object.keys(planned(flow).inside ?? {}).length).toBeGreaterThan(50)
})

it(
  `[compile.many-graphs] holds for ${seeds} random flows of 2 to 200 nodes, half of them with containers up to 4 deep`,
  () => {
    const wrong: string[] = []
    for (let seed = 1; seed <= seeds; seed++) {
      const flow = randomNested(seed, { depth: seed % 2 === 0 ? 4 : 0 })
      const plan = planned(flow)
      const scopes = trueScopes(flow)
      const places = ['', ...Object.keys(plan.inside ?? {})]
      if (places.length !== scopes.size) wrong.push(`${seed}: scopes`)
      for (const place of places) {
        const scope = scopes.get(place === '' ? null : place)
        const fault = scope ? faultOf(place === '' ? plan.root : (plan.inside?.[place] ?? null), scope) : 'unknown scope'
        if (fault) wrong.push(`${seed} ${place}: ${fault}`)
      }
      // Every fourth: each costs as much as all the rest.
      if (seed % 8 < 2 && planned(shuffled(redundant(flow), seed)).hash !== plan.hash) wrong.push(`${seed}: another hash when shuffled`)
    }
    expect(wrong).toEqual([])
  },
  patience,
)

/** What a plan says of one scope that its wires do not, or the other way round. */
function faultOf(plan: Plan | null, scope: TrueScope): string | null {
  const leaves = plan ? leavesOf(plan) : []
  if (leaves.toSorted().join() !== scope.steps.toSorted().join()) return 'not every step once'
  if (!plan) return null
  const timeOf = (node: string): number => 1 + (Number(node.slice(1)) % 17)
  if (spanOf(plan, timeOf) !== scope.longest(timeOf)) return 'not the critical path'
  return orderFault(plan, scope)
}

function orderFault(plan: Plan, scope: TrueScope): string | null {
  if (plan.kind === 'leaf') return null
  if (plan.kind !== 'rigid' && plan.children.some(({ kind }) => kind === plan.kind)) return `a ${plan.kind} in a ${plan.kind}`
  if (plan.children.length < (plan.kind === 'rigid' ? 4 : 2)) return `a ${plan.kind} of ${plan.children.length}`
  const parts = plan.children.map(leavesOf)
  const awaited = plan.children.map(() => new Set<number>())
  for (const i of plan.children.keys()) {
    const direct = plan.kind === 'parallel' ? [] : plan.kind === 'series' ? (i > 0 ? [i - 1] : []) : (plan.after[i] ?? [])
    for (const j of direct) awaited[i] = new Set([...(awaited[i] ?? []), j, ...(awaited[j] ?? [])])
    for (const [j, part] of parts.entries()) {
      if (j === i) continue
      const before = awaited[i]?.has(j) ?? false
      for (const a of part) for (const b of parts[i] ?? []) if (scope.isBefore(a, b) !== before) return `${a} and ${b} are ordered otherwise`
    }
  }
  for (const child of plan.children) {
    const fault = orderFault(child, scope)
    if (fault) return fault
  }
  return null
}

/** With wires that say nothing new: where one leads on to another in the same scope, one straight from end to end. */
function redundant(flow: Flow): Flow {
  const parentOf = (id: string) => flow.nodes[id]?.parent
  const leading = new Map(flow.wires.map((wire) => [wire.from.node, wire]))
  const more = flow.wires.flatMap(({ from, to }) => {
    const onward = leading.get(to.node)
    const alike = onward && parentOf(from.node) === parentOf(to.node) && parentOf(to.node) === parentOf(onward.to.node)
    return alike ? [{ from: { node: from.node, port: 'done' }, to: { node: onward.to.node, port: 'after' } }] : []
  })
  return { ...flow, wires: [...flow.wires, ...more] }
}

function shuffled(flow: Flow, seed: number): Flow {
  const chance = chanceOf(seed + 1_000_000)
  const mix = <T>(items: T[]): T[] => {
    for (let i = items.length - 1; i > 0; i--) {
      const j = chance.below(i + 1)
      const held = items[i]
      items[i] = items[j] as T
      items[j] = held as T
    }
    return items
  }
  return { ...flow, nodes: Object.fromEntries(mix(Object.entries(flow.nodes))), wires: mix([...flow.wires]) }
}
