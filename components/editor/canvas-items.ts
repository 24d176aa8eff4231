import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow, FlowNode, Wire } from '../../server/engine/flow.ts'
import { cardIn } from './state/card-in.ts'
import { sameData, wireId } from './state/flow-edit.ts'
import { type Frame, framesOf } from './state/frames.ts'
import { isNote, type Spot, shapeOf, unknownShape } from './state/geometry.ts'
import { foldedAway, groupsOf } from './state/groups.ts'
import type { Selection } from './state/history.ts'
import { isControl, portOf, titleOf } from './state/ports.ts'
import { readsOf } from './state/reads.ts'
import { wireIndex } from './state/wire-index.ts'

export type BlockItem = Node<{ block: string; isEmpty?: boolean }, 'block' | 'note' | 'frame' | 'group'>
export type WireItem = Edge<{ control: boolean; error: boolean; bends?: Wire['bends'] }, 'wire'>
/** Where an expression reads: seen, never taken hold of. */
export type ReadItem = Edge<Record<string, never>, 'read'>
export type EdgeItem = WireItem | ReadItem

const sides = { left: Position.Left, right: Position.Right, bottom: Position.Bottom }
export const dot = 10
/** A group's box is known to the canvas library by this and its id; no block is called so. */
export const groupItem = (id: string): string => `~group ${id}`
export const groupOfItem = (id: string): string | undefined => (id.startsWith('~group ') ? id.slice(7) : undefined)

/**
 * The flow as the canvas library wants it. Objects are kept from call to call while nothing about them changed that can be seen from
 * outside, and so is the list as a whole: a drag redraws one block and not five hundred, and typing into a field redraws no list.
 */
export function createCanvasItems(catalogue: Catalogue) {
  const blocks = new Map<string, { node: FlowNode; selected: boolean; ports: string; item: BlockItem }>()
  const frames = new Map<string, { frame: Frame; item: BlockItem }>()
  const groups = new Map<string, { key: string; item: BlockItem }>()
  const wires = new Map<string, { key: string; wire: Wire; item: WireItem }>()
  const reads = new Map<string, ReadItem>()
  /** A drag asks with every step, and changes none of these. */
  let last: { wires: Flow['wires']; selected: Selection['wires']; away: unknown; items: WireItem[] } | undefined
  const all = { nodes: kept<BlockItem>(), edges: kept<WireItem>(), reads: kept<ReadItem>() }

  function blockItem(flow: Flow, id: string, node: FlowNode, selected: boolean, end: Frame['end'] | undefined, bare: boolean): BlockItem {
    const wired = wireIndex(flow).portsOf(id)
    const ports = `${wired.key} ${end?.x} ${bare}`
    const known = blocks.get(id)
    if (known && known.selected === selected && known.ports === ports && (known.node === node || looksSame(known.node, node))) return known.item
    const card = cardIn(flow, catalogue, id)
    const { width, height, spots } = card ? shapeOf(card, wired.inputs, end) : unknownShape(wired)
    const item: BlockItem = {
      id,
      type: card && isNote(card) ? 'note' : 'block',
      position: node.position,
      selected,
      width,
      height,
      measured: { width, height },
      handles: spots.map(handleOf),
      data: { block: node.block },
      ariaLabel: titleOf(node, card),
    }
    blocks.set(id, { node, selected, ports, item })
    return item
  }

  /** A frame behind each container and all that lies in it, the outermost first. */
  function frameItems(flow: Flow): BlockItem[] {
    return [...framesOf(flow, catalogue)]
      .sort(([, a], [, b]) => a.depth - b.depth)
      .map(([id, frame]) => {
        const known = frames.get(id)
        if (known && sameData(known.frame, frame)) return known.item
        const { x, y, width, height, isEmpty } = frame
        const item: BlockItem = {
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
        }
        frames.set(id, { frame, item })
        return item
      })
  }

  /** Behind the blocks, before the frames of containers that are around them. */
  function groupItems(flow: Flow): BlockItem[] {
    return [...groupsOf(flow, catalogue)].map(([id, { x, y, width, height, group }]) => {
      const key = `${x} ${y} ${width} ${height} ${group.folded} ${group.title}`
      const known = groups.get(id)
      if (known?.key === key) return known.item
      const middle = { y: height / 2 - dot / 2, width: dot, height: dot }
      const item: BlockItem = {
        id: groupItem(id),
        type: 'group',
        position: { x, y },
        width,
        height,
        measured: { width, height },
        handles: group.folded
          ? [
              { id: 'in', type: 'target', position: Position.Left, x: -dot / 2, ...middle },
              { id: 'out', type: 'source', position: Position.Right, x: width - dot / 2, ...middle },
            ]
          : [],
        data: { block: id },
        dragHandle: '.group-head',
        selectable: false,
        focusable: false,
        ariaRole: 'group',
        ariaLabel: `Group ${group.title}`.trim(),
        zIndex: group.folded ? 0 : -1,
      }
      groups.set(id, { key, item })
      return item
    })
  }

  return {
    /**
     * `bare`: drawn without ports. The canvas library measures ports where blocks are drawn, and would find none: so blocks are new to it when
     * that changes, and it takes the places of ports from here.
     */
    nodes(flow: Flow, selection: Selection, bare = false): BlockItem[] {
      const selected = new Set(selection.nodes)
      const around = framesOf(flow, catalogue)
      const away = foldedAway(flow, catalogue)
      const items = Object.entries(flow.nodes).flatMap(([id, node]) =>
        away.has(id) ? [] : [blockItem(flow, id, node, selected.has(id), around.get(id)?.end, bare)],
      )
      const frames = away.size === 0 ? frameItems(flow) : frameItems(flow).filter(({ id }) => !away.has(id.slice(1)))
      return all.nodes([...frames, ...groupItems(flow), ...items])
    },

    edges(flow: Flow, selection: Selection): WireItem[] {
      const away = foldedAway(flow, catalogue)
      if (last && last.wires === flow.wires && last.selected === selection.wires && last.away === away) return last.items
      const selected = new Set(selection.wires)
      const items = flow.wires.flatMap((wire): WireItem[] => {
        const id = wireId(wire)
        const [begins, ends] = [away.get(wire.from.node), away.get(wire.to.node)]
        if (begins !== undefined && begins === ends) return []
        const key = `${selected.has(id)} ${begins} ${ends}`
        const known = wires.get(id)
        if (known?.key === key && (known.wire === wire || sameData(known.wire.bends, wire.bends))) return [known.item]
        const isFolded = begins !== undefined || ends !== undefined
        const card = cardIn(flow, catalogue, wire.from.node)
        const target = cardIn(flow, catalogue, wire.to.node)
        const item: WireItem = {
          id,
          type: 'wire',
          source: begins === undefined ? wire.from.node : groupItem(begins),
          sourceHandle: begins === undefined ? wire.from.port : 'out',
          target: ends === undefined ? wire.to.node : groupItem(ends),
          targetHandle: ends === undefined ? wire.to.port : 'in',
          selected: selected.has(id),
          ...(isFolded ? { reconnectable: false } : {}),
          data: {
            ...(wire.bends && !isFolded ? { bends: wire.bends } : {}),
            control: isControl('input', wire.to.port) || isControl('output', wire.from.port),
            error: wire.from.port === 'error',
          },
          ariaLabel: `Wire from ${card && portOf(card, 'output', wire.from.port)?.title} of ${wire.from.node} to ${target && portOf(target, 'input', wire.to.port)?.title} of ${wire.to.node}`,
        }
        wires.set(id, { key, wire, item })
        return [item]
      })
      last = { wires: flow.wires, selected: selection.wires, away, items: all.edges(items) }
      return last.items
    },

    /** `drawn`: the blocks as the canvas has them. A read from or to a port that is not drawn would have no end. */
    reads(flow: Flow, drawn: readonly BlockItem[]): ReadItem[] {
      const named = readsOf(flow)
      if (named.length === 0) return all.reads([])
      const items = new Map(drawn.map((item) => [item.id, item]))
      const isDrawn = (type: NodeHandle['type'], { node, port }: Wire['from']) =>
        items.get(node)?.handles?.some((handle) => handle.type === type && handle.id === port)
      const found = named
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
      return all.reads(found)
    },
  }
}

/** Answers the former list while its members are the same. */
function kept<T>(): (next: T[]) => T[] {
  let last: T[] = []
  return (next) => {
    if (next.length !== last.length || next.some((item, at) => item !== last[at])) last = next
    return last
  }
}

/** What its inputs hold is the block's own to draw. */
function looksSame(a: FlowNode, b: FlowNode): boolean {
  return (
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.block === b.block &&
    a.title === b.title &&
    (a.ports === b.ports || sameData(a.ports, b.ports))
  )
}

function handleOf({ side, port, x, y, facing }: Spot): NodeHandle {
  return { id: port, type: side === 'input' ? 'target' : 'source', position: sides[facing], x: x - dot / 2, y: y - dot / 2, width: dot, height: dot }
}
