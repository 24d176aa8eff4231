import type { EdgeChange, NodeChange } from '@xyflow/react'
import { type BlockItem, type EdgeItem, groupOfItem } from './canvas-items.ts'
import type { Point } from './state/flow-edit.ts'
import { groupsOf } from './state/groups.ts'
import type { EditorStore } from './store.ts'

/** What the canvas library noticed about blocks, as gestures. Sizes are ours already, and deleting goes through the keyboard's own gesture. */
export function applyNodeChanges(store: EditorStore, changes: readonly NodeChange<BlockItem>[]): void {
  const to: Record<string, Point> = {}
  const nodes = new Set(store.get().selection.nodes)
  for (const change of changes) {
    if (change.type === 'position' && change.position) {
      const group = groupOfItem(change.id)
      if (group === undefined) to[change.id] = change.position
      else for (const [id, at] of Object.entries(withGroupAt(store, group, change.position))) to[id] ??= at
    }
    if (change.type === 'select') flip(nodes, change.id, change.selected)
  }
  if (Object.keys(to).length > 0) store.perform({ kind: 'drag', to })
  if (changes.some(({ type }) => type === 'select')) store.perform({ kind: 'select', nodes: [...nodes], wires: store.get().selection.wires })
}

export function applyEdgeChanges(store: EditorStore, changes: readonly EdgeChange<EdgeItem>[]): void {
  const wires = new Set(store.get().selection.wires)
  for (const change of changes) if (change.type === 'select') flip(wires, change.id, change.selected)
  if (changes.some(({ type }) => type === 'select')) store.perform({ kind: 'select', nodes: store.get().selection.nodes, wires: [...wires] })
}

function flip(set: Set<string>, id: string, on: boolean): void {
  if (on) set.add(id)
  else set.delete(id)
}

/** Where the blocks of a group stand when its frame stands there. */
function withGroupAt(store: EditorStore, group: string, at: Point): Record<string, Point> {
  const { flow } = store.get()
  const box = groupsOf(flow, store.catalogue).get(group)
  if (!box) return {}
  return Object.fromEntries(
    box.nodes.flatMap((id) => {
      const from = flow.nodes[id]?.position
      return from ? [[id, { x: from.x + at.x - box.x, y: from.y + at.y - box.y }]] : []
    }),
  )
}
