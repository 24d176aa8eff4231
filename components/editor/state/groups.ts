import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow, Group } from '../../../server/engine/flow.ts'
import { patched } from './flow-edit.ts'
import { framePadding, framesOf } from './frames.ts'
import { type Box, blockWidth } from './geometry.ts'
import { contentsOf } from './inside.ts'
import { shapeIn } from './shape-in.ts'

/** A group as it is drawn: around its blocks, or folded as one box in their place. `hidden`: the blocks that are not drawn then. */
export type Framed = Box & { group: Group; nodes: string[]; hidden: string[] }

export const groupHead = 32
export const foldedHeight = 48
const none: ReadonlyMap<string, Framed> = new Map()
const known = new WeakMap<Flow, { catalogue: Catalogue; groups: ReadonlyMap<string, Framed> }>()

/** The groups of a flow that hold anything, by id. */
export function groupsOf(flow: Flow, catalogue: Catalogue): ReadonlyMap<string, Framed> {
  if (!flow.groups) return none
  const before = known.get(flow)
  if (before?.catalogue === catalogue) return before.groups
  const groups = new Map<string, Framed>()
  for (const [id, group] of Object.entries(flow.groups)) {
    const nodes = membersOf(flow, id)
    if (nodes.length === 0) continue
    const boxes = nodes.map((node): Box => {
      const { width, height } = shapeIn(flow, catalogue, node)
      return framesOf(flow, catalogue).get(node) ?? { ...(flow.nodes[node]?.position ?? { x: 0, y: 0 }), width, height }
    })
    const left = Math.min(...boxes.map(({ x }) => x)) - framePadding
    const top = Math.min(...boxes.map(({ y }) => y)) - framePadding - groupHead + 8
    const right = Math.max(...boxes.map(({ x, width }) => x + width)) + framePadding
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + framePadding
    const size = group.folded ? { width: blockWidth, height: foldedHeight } : { width: right - left, height: bottom - top }
    groups.set(id, { x: left, y: top, ...size, group, nodes, hidden: group.folded ? [...nodes, ...contentsOf(flow, new Set(nodes))] : [] })
  }
  known.set(flow, { catalogue, groups })
  return groups
}

export function membersOf({ nodes }: Flow, group: string): string[] {
  return Object.keys(nodes).filter((id) => nodes[id]?.group === group)
}

const folds = new WeakMap<ReadonlyMap<string, Framed>, ReadonlyMap<string, string>>()
const open: ReadonlyMap<string, string> = new Map()

/** The folded group in which a block is not seen, by block. */
export function foldedAway(flow: Flow, catalogue: Catalogue): ReadonlyMap<string, string> {
  const groups = groupsOf(flow, catalogue)
  if (groups.size === 0) return open
  const before = folds.get(groups)
  const away = before ?? new Map([...groups].flatMap(([id, { hidden }]) => hidden.map((node): [string, string] => [node, id])))
  folds.set(groups, away)
  return away
}

/** The one group whose blocks are exactly these. */
export function groupExactly(flow: Flow, nodes: readonly string[]): string | undefined {
  const id = flow.nodes[nodes[0] ?? '']?.group
  if (id === undefined || !flow.groups?.[id] || nodes.some((node) => flow.nodes[node]?.group !== id)) return undefined
  return membersOf(flow, id).length === nodes.length ? id : undefined
}

/** Into a group. Blocks that are not yet in one join the one the others are in; else it is a new one, under the given id. */
export function grouped(flow: Flow, nodes: readonly string[], fresh: string): Flow {
  const those = nodes.filter((id) => flow.nodes[id])
  if (those.length === 0) return flow
  const held = new Set(those.flatMap((id) => (flow.groups?.[flow.nodes[id]?.group ?? ''] ? (flow.nodes[id]?.group ?? []) : [])))
  const [only] = held
  const id = held.size === 1 && only !== undefined && those.some((node) => flow.nodes[node]?.group !== only) ? only : fresh
  const groups = { ...flow.groups, [id]: flow.groups?.[id] ?? { title: '', tone: 'neutral' as const } }
  return withoutEmpty(those.reduce<Flow>((next, node) => patched(next, node, { group: id }), { ...flow, groups }))
}

export function ungrouped(flow: Flow, nodes: readonly string[]): Flow {
  return withoutEmpty(nodes.reduce((next, node) => patched(next, node, { group: undefined }), flow))
}

export function withGroup(flow: Flow, id: string, patch: Partial<Group>): Flow {
  const group = flow.groups?.[id]
  if (!group) return flow
  const { folded, ...next } = { ...group, ...patch }
  return { ...flow, groups: { ...flow.groups, [id]: { ...next, ...(folded ? { folded } : {}) } } }
}

/** Everything to be seen: where a flow is only looked at, nobody unfolds. */
export function unfolded(flow: Flow): Flow {
  return Object.entries(flow.groups ?? {}).reduce((next, [id, { folded }]) => (folded ? withGroup(next, id, { folded: false }) : next), flow)
}

/** A group that frames nothing any more is none. */
export function withoutEmpty(flow: Flow): Flow {
  if (!flow.groups) return flow
  const used = new Set(Object.values(flow.nodes).map(({ group }) => group))
  const left = Object.entries(flow.groups).filter(([id]) => used.has(id))
  if (left.length === Object.keys(flow.groups).length) return flow
  const { groups: _, ...rest } = flow
  return left.length === 0 ? rest : { ...rest, groups: Object.fromEntries(left) }
}
