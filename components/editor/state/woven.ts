import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import type { CompiledPlan, Plan } from '../../../server/engine/plan.ts'
import { leavesOf } from '../../../server/engine/plan-shape.ts'
import { cardIn } from './card-in.ts'
import { wireId } from './flow-edit.ts'
import { titleOf } from './ports.ts'

/** Blocks that are neither a row nor arms side by side (`rigid` in the plan), why, and the wires that make it so. */
export type Woven = { nodes: string[]; why: string; wires: string[] }

/** Every such region of a flow, in words a person can act on. */
export function wovenIn(flow: Flow, catalogue: Catalogue, { root, inside = {} }: CompiledPlan): Woven[] {
  return [root, ...Object.values(inside)].flatMap((plan) => (plan ? rigidsOf(plan) : [])).flatMap((rigid) => explained(flow, catalogue, rigid) ?? [])
}

type Rigid = Extract<Plan, { kind: 'rigid' }>

function rigidsOf(plan: Plan): Rigid[] {
  if (plan.kind === 'leaf') return []
  const within = plan.children.flatMap(rigidsOf)
  return plan.kind === 'rigid' ? [plan, ...within] : within
}

/**
 * An order is one of rows and arms exactly when nowhere in it A and B come before C, and B but not A before D (Valdes, Tarjan and
 * Lawler 1982): such four are in every region that is none. The way from B to C is what ties the two arms together.
 */
function explained(flow: Flow, catalogue: Catalogue, { children, after }: Rigid): Woven | null {
  const four = fourIn(after)
  if (!four) return null
  const parts = children.map(leavesOf)
  const [a, b, c, d] = four.map((part) => parts[part] ?? [])
  if (!a || !b || !c || !d) return null
  const nodes = parts.flat()
  const tie = wayBetween(flow, b, c, new Set(nodes))
  const name = (id: string | undefined) =>
    `“${titleOf(flow.nodes[id ?? ''] ?? { block: '', version: 1, inputs: {}, position: { x: 0, y: 0 } }, cardIn(flow, catalogue, id ?? ''))}”`
  const [from, to] = [tie?.nodes[0] ?? b[0], tie?.nodes.at(-1) ?? c[0]]
  const through = tie?.nodes.slice(1, -1).map(name) ?? []
  const first = wayBetween(flow, a, c, new Set(nodes))?.nodes[0] ?? a[0]
  const other = wayBetween(flow, b, d, new Set(nodes))?.nodes.at(-1) ?? d[0]
  const way = through.length > 0 ? `The way from ${name(from)} to ${name(to)}, through ${through.join(', ')},` : `What leads from ${name(from)} to ${name(to)}`
  return {
    nodes,
    wires: tie?.wires ?? [],
    why: `${name(to)} waits for ${name(first)} and ${name(from)}; ${name(other)} waits for ${name(from)} and not for ${name(first)}. So these ${nodes.length} blocks are no arms side by side: each starts when what it waits for is done. ${way} ties them together.`,
  }
}

/** Places of A, B, C and D among the parts of a region. Those that follow directly on each other are looked at first: they are easier to see. */
function fourIn(after: readonly (readonly number[])[]): [number, number, number, number] | null {
  const earlier: Set<number>[] = []
  for (const direct of after) earlier.push(new Set(direct.flatMap((one) => [one, ...(earlier[one] ?? [])])))
  const before = (x: number, y: number) => earlier[y]?.has(x) === true
  const apart = (x: number, y: number) => x !== y && !before(x, y) && !before(y, x)
  const places = [...after.keys()]
  const search = (pairs: (c: number) => Iterable<number>): [number, number, number, number] | null => {
    for (const c of places) {
      for (const b of pairs(c)) {
        const ds = places.filter((d) => before(b, d) && apart(d, c))
        if (ds.length === 0) continue
        for (const a of places) {
          if (!before(a, c) || !apart(a, b)) continue
          const d = ds.find((one) => !before(a, one))
          if (d !== undefined) return [a, b, c, d]
        }
      }
    }
    return null
  }
  return search((c) => after[c] ?? []) ?? search((c) => earlier[c] ?? [])
}

/** The shortest way along wires from one of these to one of those, past no other block of the region. */
function wayBetween(flow: Flow, from: readonly string[], to: readonly string[], region: ReadonlySet<string>): { nodes: string[]; wires: string[] } | null {
  const goals = new Set(to)
  const steps = Map.groupBy(flow.wires, (wire) => wire.from.node)
  const came = new Map<string, { node: string; wire: string } | null>(from.map((id) => [id, null]))
  for (const at of came.keys()) {
    for (const wire of steps.get(at) ?? []) {
      const next = wire.to.node
      if (came.has(next) || (region.has(next) && !goals.has(next))) continue
      came.set(next, { node: at, wire: wireId(wire) })
      if (!goals.has(next)) continue
      const way = { nodes: [next], wires: [] as string[] }
      for (let step = came.get(next); step; step = came.get(step.node)) {
        way.nodes.unshift(step.node)
        way.wires.unshift(step.wire)
      }
      return way
    }
  }
  return null
}
