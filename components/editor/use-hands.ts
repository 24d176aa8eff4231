'use client'
import { type OnConnectEnd, type OnConnectStart, type ReactFlowProps, useReactFlow } from '@xyflow/react'
import { type DragEvent, type MouseEvent as ReactMouseEvent, useMemo, useRef, useState } from 'react'
import type { Wire } from '../../server/engine/flow.ts'
import { applyEdgeChanges, applyNodeChanges } from './canvas-changes.ts'
import type { BlockItem, EdgeItem } from './canvas-items.ts'
import { type Drawing, useTools } from './context.ts'
import { blockInDrag } from './drag-block.ts'
import { type Point, wireId, withoutWires } from './state/flow-edit.ts'
import { containerAt } from './state/frames.ts'
import { blockWidth, onGrid } from './state/geometry.ts'
import { judgeFrom, portUnder } from './state/judge-wire.ts'
import { placingOf } from './state/placing.ts'
import type { End } from './state/ports.ts'
import { endsIn } from './state/wire-ends.ts'
import { wireIndex } from './state/wire-index.ts'
import { bendPlace } from './state/wire-path.ts'

type Hands = Pick<
  ReactFlowProps<BlockItem, EdgeItem>,
  | 'onNodesChange'
  | 'onEdgesChange'
  | 'onNodeDragStop'
  | 'onSelectionDragStop'
  | 'onNodeClick'
  | 'onEdgeClick'
  | 'onEdgeDoubleClick'
  | 'isValidConnection'
  | 'onConnectStart'
  | 'onConnect'
  | 'onConnectEnd'
  | 'onReconnectStart'
  | 'onReconnect'
  | 'onReconnectEnd'
  | 'onDoubleClick'
  | 'onDrop'
  | 'onDragOver'
>

/** What pointers do, as gestures. The functions stay the same: a new one would tell every block on the canvas. */
export function useHands(onPick: (node: string) => void): Hands & { drawing: Drawing | null } {
  const { store, readOnly, ask } = useTools()
  const { screenToFlowPosition } = useReactFlow()
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const hand = useRef<{ drawing: Drawing | null /** A wire that was taken hold of. */; wire: Wire | null }>({ drawing: null, wire: null })
  const current = useRef({ onPick, ask, screenToFlowPosition })
  current.current = { onPick, ask, screenToFlowPosition }

  const hands = useMemo((): Hands => {
    const draw = (next: Drawing | null) => {
      hand.current.drawing = next
      setDrawing(next)
    }
    const placeAt = (event: { clientX: number; clientY: number }) => current.current.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const insideAt = (at: Point) => {
      const inside = containerAt(store.get().flow, store.catalogue, at)
      return inside === undefined ? {} : { inside }
    }

    const start: OnConnectStart = (_event, { nodeId, handleId, handleType }) => {
      if (!nodeId || !handleId) return
      const from: End = { side: handleType === 'source' ? 'output' : 'input', node: nodeId, port: handleId }
      const { flow } = store.get()
      const { wire } = hand.current
      draw({ from, judge: judgeFrom(wire ? withoutWires(flow, new Set([wireId(wire)])) : flow, store.catalogue, from) })
    }

    const end: OnConnectEnd = (event, state) => {
      const from = hand.current.drawing?.from
      draw(null)
      if (!from || hand.current.wire || state.isValid) return
      const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
      const under = document.elementFromPoint(clientX, clientY)
      const node = under?.closest<HTMLElement>('.react-flow__node')?.dataset.id
      const other: End | undefined =
        state.toHandle?.id && state.toNode
          ? { side: state.toHandle.type === 'target' ? 'input' : 'output', node: state.toNode.id, port: state.toHandle.id }
          : node
            ? portUnder(store.get().flow, store.catalogue, from, node)
            : undefined
      if (other && other.side !== from.side) {
        const [output, input] = from.side === 'output' ? [from, other] : [other, from]
        store.perform({ kind: 'draw', wire: { from: { node: output.node, port: output.port }, to: { node: input.node, port: input.port } } })
      } else if (under?.closest('.react-flow__pane')) {
        const at = placeAt({ clientX, clientY })
        current.current.ask({ at: onGrid({ x: from.side === 'output' ? at.x : at.x - blockWidth, y: at.y - 20 }), screen: { x: clientX, y: clientY }, from })
      }
    }

    const askHere = (event: ReactMouseEvent) => {
      if (readOnly || !(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return
      const at = placeAt(event)
      current.current.ask({ at: onGrid({ x: at.x - blockWidth / 2, y: at.y - 20 }), screen: { x: event.clientX, y: event.clientY }, ...insideAt(at) })
    }

    const drop = (event: DragEvent) => {
      const placing = placingOf(blockInDrag(event.dataTransfer) ?? '', store.catalogue)
      if (!placing || readOnly) return
      event.preventDefault()
      const at = placeAt(event)
      store.perform({ kind: 'add', ...placing, at: onGrid({ x: at.x - 60, y: at.y - 20 }), ...insideAt(at) })
    }

    const bendHere = (event: ReactMouseEvent, id: string) => {
      const { flow } = store.get()
      const wire = flow.wires[wireIndex(flow).placeOf(id)]
      const ends = wire && endsIn(flow, store.catalogue, wire)
      if (!ends || readOnly) return
      const at = placeAt(event)
      store.perform({ kind: 'bend', wire: id, at: bendPlace(ends.from, ends.to, wire.bends ?? [], at), to: onGrid(at) })
    }

    const settle = () => store.perform({ kind: 'settle' })
    return {
      onNodesChange: (changes) => applyNodeChanges(store, changes),
      onEdgesChange: (changes) => applyEdgeChanges(store, changes),
      onNodeDragStop: settle,
      onSelectionDragStop: settle,
      onNodeClick: (event, { id }) => !id.startsWith('~') && !event.shiftKey && !event.metaKey && !event.ctrlKey && current.current.onPick(id),
      onEdgeClick: (event, { id }) => event.altKey && bendHere(event, id),
      onEdgeDoubleClick: (event, { id }) => bendHere(event, id),
      isValidConnection({ source, sourceHandle, target, targetHandle }) {
        const from = hand.current.drawing?.from
        const other: End =
          from?.side === 'output' ? { side: 'input', node: target, port: targetHandle ?? '' } : { side: 'output', node: source, port: sourceHandle ?? '' }
        return hand.current.drawing?.judge(other)?.ok === true
      },
      onConnectStart: start,
      onConnect(connection) {
        if (!hand.current.wire) store.perform({ kind: 'draw', wire: wireOf(connection) })
      },
      onConnectEnd: end,
      onReconnectStart(_event, edge) {
        hand.current.wire = wireOf(edge)
      },
      onReconnect: (old, connection) => store.perform({ kind: 'redraw', old: wireOf(old), wire: wireOf(connection) }),
      onReconnectEnd(_event, edge, _type, state) {
        if (!state.isValid && !state.toHandle) store.perform({ kind: 'cut', wires: [edge.id] })
        hand.current.wire = null
      },
      onDoubleClick: askHere,
      onDrop: drop,
      onDragOver: (event) => event.preventDefault(),
    }
  }, [store, readOnly])
  return { ...hands, drawing }
}

type Ends = { source: string; sourceHandle?: string | null; target: string; targetHandle?: string | null }
function wireOf({ source, sourceHandle, target, targetHandle }: Ends): Wire {
  return { from: { node: source, port: sourceHandle ?? '' }, to: { node: target, port: targetHandle ?? '' } }
}
