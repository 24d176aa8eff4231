import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow, FlowNode } from '../../server/engine/flow.ts'
import { wireId } from './state/flow-edit.ts'
import { isNote, type Spot, shapeOf, unknownShape } from './state/geometry.ts'
import type { Selection } from './state/history.ts'
import { isControl, portOf, titleOf } from './state/ports.ts'

export type BlockItem = Node<{ block: string }, 'block' | 'note'>
export type WireItem = Edge<{ control: boolean; error: boolean }, 'wire'>

const sides = { left: Position.Left, right: Position.Right, bottom: Position.Bottom }
export const dot = 10

/**
 * The flow as the canvas library wants it. Objects are kept from call to call while nothing about them changed, so that a
 * drag redraws one block and not three hundred.
 */
export function createCanvasItems(catalogue: Catalogue) {
  const blocks = new Map<string, { node: FlowNode; selected: boolean; ports: string; item: BlockItem }>()
  const wires = new Map<string, WireItem>()

  return {
    nodes(flow: Flow, selection: Selection): BlockItem[] {
      const selected = new Set(selection.nodes)
      const ports = portsByNode(flow)
      return Object.entries(flow.nodes).map(([id, node]) => {
        const wired = ports.get(id) ?? { inputs: new Set<string>(), outputs: new Set<string>() }
        const key = [...wired.inputs, '>', ...wired.outputs].join(' ')
        const known = blocks.get(id)
        if (known && known.node === node && known.selected === selected.has(id) && known.ports === key) return known.item
        const card = catalogue.get(node.block)
        const { width, height, spots } = card ? shapeOf(card, wired.inputs) : unknownShape(wired)
        const item: BlockItem = {
          id,
          type: card && isNote(card) ? 'note' : 'block',
          position: node.position,
          selected: selected.has(id),
          width,
          height,
          measured: { width, height },
          handles: spots.map(handleOf),
          data: { block: node.block },
          ariaLabel: titleOf(node, card),
        }
        blocks.set(id, { node, selected: selected.has(id), ports: key, item })
        return item
      })
    },

    edges(flow: Flow, selection: Selection): WireItem[] {
      const selected = new Set(selection.wires)
      return flow.wires.map((wire) => {
        const id = wireId(wire)
        const known = wires.get(id)
        if (known && known.selected === selected.has(id)) return known
        const card = catalogue.get(flow.nodes[wire.from.node]?.block ?? '')
        const target = catalogue.get(flow.nodes[wire.to.node]?.block ?? '')
        const item: WireItem = {
          id,
          type: 'wire',
          source: wire.from.node,
          sourceHandle: wire.from.port,
          target: wire.to.node,
          targetHandle: wire.to.port,
          selected: selected.has(id),
          data: { control: isControl('input', wire.to.port) || isControl('output', wire.from.port), error: wire.from.port === 'error' },
          ariaLabel: `Wire from ${card && portOf(card, 'output', wire.from.port)?.title} of ${wire.from.node} to ${target && portOf(target, 'input', wire.to.port)?.title} of ${wire.to.node}`,
        }
        wires.set(id, item)
        return item
      })
    },
  }
}

function handleOf({ side, port, x, y, facing }: Spot): NodeHandle {
  return { id: port, type: side === 'input' ? 'target' : 'source', position: sides[facing], x: x - dot / 2, y: y - dot / 2, width: dot, height: dot }
}

function portsByNode(flow: Flow): Map<string, { inputs: Set<string>; outputs: Set<string> }> {
  const ports = new Map<string, { inputs: Set<string>; outputs: Set<string> }>()
  const of = (id: string) => {
    const known = ports.get(id) ?? { inputs: new Set<string>(), outputs: new Set<string>() }
    ports.set(id, known)
    return known
  }
  for (const { from, to } of flow.wires) {
    of(from.node).outputs.add(from.port)
    of(to.node).inputs.add(to.port)
  }
  return ports
}
