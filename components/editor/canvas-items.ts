import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow, FlowNode, Wire } from '../../server/engine/flow.ts'
import { cardIn } from './state/card-in.ts'
import { wireId } from './state/flow-edit.ts'
import { framesOf } from './state/frames.ts'
import { isNote, type Spot, shapeOf, unknownShape } from './state/geometry.ts'
import type { Selection } from './state/history.ts'
import { isControl, portOf, titleOf } from './state/ports.ts'
import { readsOf } from './state/reads.ts'

export type BlockItem = Node<{ block: string; isEmpty?: boolean }, 'block' | 'note' | 'frame'>
export type WireItem = Edge<{ control: boolean; error: boolean }, 'wire'>
/** Where an expression reads: seen, never taken hold of. */
export type ReadItem = Edge<Record<string, never>, 'read'>
export type EdgeItem = WireItem | ReadItem

const sides = { left: Position.Left, right: Position.Right, bottom: Position.Bottom }
export const dot = 10

/**
 * The flow as the canvas library wants it. Objects are kept from call to call while nothing about them changed, so that a
 * drag redraws one block and not three hundred.
 */
export function createCanvasItems(catalogue: Catalogue) {
  const blocks = new Map<string, { node: FlowNode; selected: boolean; ports: string; item: BlockItem }>()
  const wires = new Map<string, WireItem>()
  const reads = new Map<string, ReadItem>()

  return {
    nodes(flow: Flow, selection: Selection): BlockItem[] {
      const selected = new Set(selection.nodes)
      const ports = portsByNode(flow)
      const items = Object.entries(flow.nodes).map(([id, node]) => {
        const wired = ports.get(id) ?? { inputs: new Set<string>(), outputs: new Set<string>() }
        const end = framesOf(flow, catalogue).get(id)?.end
        const key = [...wired.inputs, '>', ...wired.outputs, end?.x].join(' ')
        const known = blocks.get(id)
        if (known && known.node === node && known.selected === selected.has(id) && known.ports === key) return known.item
        const card = cardIn(flow, catalogue, id)
        const { width, height, spots } = card ? shapeOf(card, wired.inputs, end) : unknownShape(wired)
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
      return [...frameItems(flow, catalogue), ...items]
    },

    edges(flow: Flow, selection: Selection): WireItem[] {
      const selected = new Set(selection.wires)
      return flow.wires.map((wire) => {
        const id = wireId(wire)
        const known = wires.get(id)
        if (known && known.selected === selected.has(id)) return known
        const card = cardIn(flow, catalogue, wire.from.node)
        const target = cardIn(flow, catalogue, wire.to.node)
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

    /** `drawn`: the blocks as the canvas has them. A read from or to a port that is not drawn would have no end. */
    reads(flow: Flow, drawn: readonly BlockItem[]): ReadItem[] {
      const items = new Map(drawn.map((item) => [item.id, item]))
      const isDrawn = (type: NodeHandle['type'], { node, port }: Wire['from']) =>
        items.get(node)?.handles?.some((handle) => handle.type === type && handle.id === port)
      return readsOf(flow)
        .filter(({ from, to }) => isDrawn('source', from) && isDrawn('target', to))
        .map((read) => {
          const id = `~${wireId(read)}`
          const item: ReadItem = reads.get(id) ?? {
            id,
            type: 'read',
            source: read.from.node,
            sourceHandle: read.from.port,
            target: read.to.node,
            targetHandle: read.to.port,
            selectable: false,
            focusable: false,
            deletable: false,
            reconnectable: false,
            domAttributes: { 'aria-hidden': true },
          }
          reads.set(id, item)
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

/** A frame behind each container and all that lies in it, the outermost first. */
function frameItems(flow: Flow, catalogue: Catalogue): BlockItem[] {
  return [...framesOf(flow, catalogue)]
    .sort(([, a], [, b]) => a.depth - b.depth)
    .map(([id, { x, y, width, height, isEmpty }]) => ({
      id: `~${id}`,
      type: 'frame',
      position: { x, y },
      width,
      height,
      measured: { width, height },
      data: { block: flow.nodes[id]?.block ?? '', isEmpty },
      selectable: false,
      draggable: false,
      focusable: false,
      zIndex: -1,
    }))
}
