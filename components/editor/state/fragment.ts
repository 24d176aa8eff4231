import { z } from 'zod'
import { type Flow, type FlowNode, flowSchema, type Group, type Wire } from '../../../server/engine/flow.ts'
import { withBends } from './bends.ts'
import { freshId, type Point } from './flow-edit.ts'
import { membersOf } from './groups.ts'
import { contentsOf } from './inside.ts'

/** Some nodes and the wires among them: what is copied, pasted and duplicated. */
export type Fragment = { nodes: Record<string, FlowNode>; wires: Wire[] /** Those of which it holds every block. */; groups?: Record<string, Group> }

const clipping = z.object({ hearth: z.literal('fragment'), flow: flowSchema })

export function fragmentOf(flow: Flow, ids: readonly string[]): Fragment {
  const taken = new Set([...ids, ...contentsOf(flow, new Set(ids))])
  const groups = Object.entries(flow.groups ?? {}).filter(([group]) => {
    const held = membersOf(flow, group)
    return held.length > 0 && held.every((id) => taken.has(id))
  })
  return {
    nodes: Object.fromEntries(Object.entries(flow.nodes).filter(([id]) => taken.has(id))),
    wires: flow.wires.filter((wire) => taken.has(wire.from.node) && taken.has(wire.to.node)),
    ...(groups.length > 0 ? { groups: Object.fromEntries(groups) } : {}),
  }
}

/** Text for the clipboard, so blocks travel between agents, windows and files. */
export function toClipboard(fragment: Fragment): string {
  return JSON.stringify({ hearth: 'fragment', flow: { schema: 1, ...fragment } })
}

/** A fragment from clipboard text, or null when the text is anything else. */
export function fromClipboard(text: string): Fragment | null {
  if (!text.startsWith('{')) return null
  try {
    const { flow } = clipping.parse(JSON.parse(text))
    return fragmentOf(flow, Object.keys(flow.nodes))
  } catch {
    return null
  }
}

/** Adds a fragment under fresh ids. `ids` are the new nodes, in the fragment's order. */
export function inserted(flow: Flow, fragment: Fragment, by: Point): { flow: Flow; ids: string[] } {
  const nodes = { ...flow.nodes }
  const groups = { ...flow.groups }
  const framed = new Map<string, string>()
  for (const [id, group] of Object.entries(fragment.groups ?? {})) {
    const fresh = freshId(id, (name) => name in groups)
    framed.set(id, fresh)
    groups[fresh] = group
  }
  const renamed = new Map<string, string>()
  for (const [id, node] of Object.entries(fragment.nodes)) {
    const fresh = freshId(node.block, (name) => name in nodes)
    renamed.set(id, fresh)
    const { group: old = '', ...rest } = node
    // Into the copy of its group, else into the one it was in when that is here.
    const group = framed.get(old) ?? (Object.hasOwn(groups, old) ? old : undefined)
    nodes[fresh] = {
      ...rest,
      ...(group === undefined ? {} : { group }),
      position: { x: Math.round(node.position.x + by.x), y: Math.round(node.position.y + by.y) },
    }
  }
  for (const [id, { parent }] of Object.entries(fragment.nodes)) {
    const fresh = nodes[renamed.get(id) ?? '']
    if (!fresh || parent === undefined) continue
    // Into the copy of its container, else into the one it lay in when that is here.
    const container = renamed.get(parent) ?? (Object.hasOwn(flow.nodes, parent) ? parent : undefined)
    if (container === undefined) delete fresh.parent
    else fresh.parent = container
  }
  const wires = fragment.wires.map(({ from, to, bends = [] }) =>
    withBends(
      { from: { ...from, node: renamed.get(from.node) ?? from.node }, to: { ...to, node: renamed.get(to.node) ?? to.node } },
      bends.map(({ x, y }) => ({ x: x + by.x, y: y + by.y })),
    ),
  )
  return {
    flow: { ...flow, nodes, wires: [...flow.wires, ...wires], ...(Object.keys(groups).length > 0 ? { groups } : {}) },
    ids: [...renamed.values()],
  }
}

/** The upper left corner of what is in the fragment. */
export function cornerOf(fragment: Fragment): Point {
  const points = Object.values(fragment.nodes).map((node) => node.position)
  return { x: Math.min(...points.map(({ x }) => x)), y: Math.min(...points.map(({ y }) => y)) }
}
