import type { Flow, FlowNode } from './flow.ts'
import { nameOf } from './graph.test-kit.ts'
import { type Chance, chanceOf } from './random-flow.test-kit.ts'

export type NestedOptions = { nodes?: number; depth?: number }

/** A flow of steps, pure nodes and containers in containers, to be compiled: the same seed gives the same flow. */
export function randomNested(seed: number, { nodes, depth = 4 }: NestedOptions = {}): Flow {
  const chance = chanceOf(seed)
  const size = nodes ?? 2 + chance.below(199)
  const made: Made[] = []
  const flow: Flow = { schema: 1, nodes: {}, wires: [] }
  const spread = 1 + chance.below(8)
  const density = chance.below(4)
  for (let i = 0; i < size; i++) {
    const holders = [-1, -1, ...made.flatMap((each) => (each.holds && each.depth < depth ? [each.place] : []))]
    const parent = chance.pick(holders)
    const around = parent < 0 ? [] : [parent, ...(made[parent]?.around ?? [])]
    const holds = depth > 0 && chance.below(6) === 0
    made.push({ place: i, parent, around, depth: around.length, holds })
    flow.nodes[nameOf(i)] = {
      ...nodeOf(holds ? chance.pick(['shape.try', 'shape.each']) : chance.pick(['kit.external', 'kit.external', 'kit.pure'])),
      ...(parent >= 0 && { parent: nameOf(parent) }),
    }
    for (let n = chance.below(density + 1); n > 0; n--) addWire(flow, made, i, spread, chance)
  }
  return flow
}

type Made = { place: number; parent: number; around: number[]; depth: number; holds: boolean }

/** From something before it in its own scope or one around it, or from a container it lies in; or back to that. */
function addWire(flow: Flow, made: Made[], i: number, spread: number, chance: Chance): void {
  const own = made[i]
  if (!own) return
  const to = { node: nameOf(i), port: 'after' }
  const level = chance.below(own.around.length + 1)
  const scope = own.around[level] ?? -1
  // What holds it at that level must come after what it takes, or there may be a circle.
  const member = level === 0 ? i : (own.around[level - 1] ?? i)
  const before = made.filter((each) => each.parent === scope && each.place < member)
  const source = before[Math.max(0, before.length - 1 - chance.below(spread))]
  if (source) flow.wires.push({ from: { node: nameOf(source.place), port: 'done' }, to })
  if (own.parent < 0 || chance.below(3) > 0) return
  const holder = nameOf(own.parent)
  if (flow.nodes[holder]?.block === 'shape.each') flow.wires.push({ from: { node: holder, port: 'item' }, to })
  else if (!own.holds && !flow.wires.some((wire) => wire.to.node === holder && wire.to.port === 'value'))
    flow.wires.push({ from: { node: nameOf(i), port: 'text' }, to: { node: holder, port: 'value' } })
}

function nodeOf(block: string): FlowNode {
  return { block, version: 1, inputs: block === 'shape.each' ? { items: { kind: 'literal', value: [] } } : {}, position: { x: 0, y: 0 } }
}

export type TrueScope = { steps: string[]; isBefore: (a: string, b: string) => boolean; longest: (timeOf: (node: string) => number) => number }

/** The order within each scope by all chains of wires, in a way that shares nothing with the compiler. */
export function trueScopes(flow: Flow): Map<string | null, TrueScope> {
  const parentOf = (id: string): string | null => flow.nodes[id]?.parent ?? null
  const members = new Map<string | null, string[]>([[null, []]])
  for (const [id, { block }] of Object.entries(flow.nodes)) {
    members.set(parentOf(id), [...(members.get(parentOf(id)) ?? []), id])
    if (block.startsWith('shape.') && !members.has(id)) members.set(id, [])
  }
  const sources = new Map<string, Set<string>>()
  for (const { from, to } of flow.wires) {
    const scope = parentOf(from.node)
    let at: string | null = to.node
    while (at !== null && parentOf(at) !== scope) at = parentOf(at)
    if (at !== null && at !== from.node) sources.set(at, new Set([...(sources.get(at) ?? []), from.node]))
  }
  return new Map([...members].map(([scope, ids]) => [scope, trueScope(flow, ids, sources)]))
}

function trueScope(flow: Flow, ids: string[], sources: Map<string, Set<string>>): TrueScope {
  const earlier = new Map<string, Set<string>>()
  const ends = new Map<string, number>()
  const isStep = (id: string): boolean => flow.nodes[id]?.block !== 'kit.pure'
  const walk = (id: string): Set<string> => {
    const known = earlier.get(id)
    if (known) return known
    const found = new Set<string>()
    for (const source of sources.get(id) ?? []) {
      found.add(source)
      for (const more of walk(source)) found.add(more)
    }
    earlier.set(id, found)
    return found
  }
  const endOf = (id: string, timeOf: (node: string) => number): number => {
    const known = ends.get(id)
    if (known !== undefined) return known
    const end = (isStep(id) ? timeOf(id) : 0) + Math.max(0, ...[...(sources.get(id) ?? [])].map((source) => endOf(source, timeOf)))
    ends.set(id, end)
    return end
  }
  return {
    steps: ids.filter(isStep),
    isBefore: (a, b) => walk(b).has(a),
    longest: (timeOf) => {
      ends.clear()
      return Math.max(0, ...ids.map((id) => endOf(id, timeOf)))
    },
  }
}
