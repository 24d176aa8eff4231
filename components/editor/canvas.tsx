'use client'
import { Background, BackgroundVariant, MiniMap, type OnConnectEnd, type OnConnectStart, ReactFlow, SelectionMode, useReactFlow } from '@xyflow/react'
import { useTheme } from 'next-themes'
import { type DragEvent, type MouseEvent as ReactMouseEvent, useCallback, useMemo, useRef, useState } from 'react'
import type { Wire } from '../../server/engine/flow.ts'
import { BlockView } from './block-view.tsx'
import './canvas.css'
import { applyEdgeChanges, applyNodeChanges } from './canvas-changes.ts'
import { type BlockItem, createCanvasItems, type EdgeItem } from './canvas-items.ts'
import { type Drawing, DrawingContext, useEditor, useTools } from './context.ts'
import { blockInDrag } from './drag-block.ts'
import { firstView } from './first-view.ts'
import { FrameView } from './frame-view.tsx'
import { HandReason, HandWire } from './hand-wire.tsx'
import { NoteView } from './note-view.tsx'
import { OthersHere } from './others-here.tsx'
import { ReadView } from './read-view.tsx'
import { type Point, wireId, withoutWires } from './state/flow-edit.ts'
import { containerAt } from './state/frames.ts'
import { blockWidth, gridStep, onGrid } from './state/geometry.ts'
import { judgeFrom, portUnder } from './state/judge-wire.ts'
import type { End } from './state/ports.ts'
import { useMedia } from './use-media.ts'
import { WireView } from './wire-view.tsx'

const nodeTypes = { block: BlockView, note: NoteView, frame: FrameView }
const edgeTypes = { wire: WireView, read: ReadView }
const grid: [number, number] = [gridStep, gridStep]
const fit = { padding: 0.18, maxZoom: 1 }

/** The flow as people touch it: thin over the canvas library, which turns pointers into the editor's gestures. */
export function Canvas({ onPick }: { onPick: (node: string) => void }) {
  const { store, readOnly, ask } = useTools()
  const { resolvedTheme } = useTheme()
  const { screenToFlowPosition } = useReactFlow()
  const flow = useEditor((state) => state.flow)
  const selection = useEditor((state) => state.selection)
  const [items] = useState(() => createCanvasItems(store.catalogue))
  const nodes = useMemo(() => items.nodes(flow, selection), [items, flow, selection])
  const wires = useMemo(() => items.edges(flow, selection), [items, flow, selection])
  const reads = useMemo(() => items.reads(flow, nodes), [items, flow, nodes])
  const edges = useMemo(() => [...reads, ...wires], [reads, wires])
  const [begin] = useState(() => (window.innerWidth < 768 ? firstView(nodes, window.innerWidth) : null))
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const held = useRef<Wire | null>(null)
  const byTouch = useMedia('(pointer: coarse)')
  const isWide = useMedia('(min-width: 1024px)')

  const start: OnConnectStart = (_event, { nodeId, handleId, handleType }) => {
    if (!nodeId || !handleId) return
    const from: End = { side: handleType === 'source' ? 'output' : 'input', node: nodeId, port: handleId }
    const current = store.get().flow
    setDrawing({ from, judge: judgeFrom(held.current ? withoutWires(current, new Set([wireId(held.current)])) : current, store.catalogue, from) })
  }

  const end: OnConnectEnd = (event, state) => {
    const from = drawing?.from
    setDrawing(null)
    if (!from || held.current || state.isValid) return
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
      const at = screenToFlowPosition({ x: clientX, y: clientY })
      ask({ at: onGrid({ x: from.side === 'output' ? at.x : at.x - blockWidth, y: at.y - 20 }), screen: { x: clientX, y: clientY }, from })
    }
  }

  const insideAt = (at: Point) => {
    const inside = containerAt(store.get().flow, store.catalogue, at)
    return inside === undefined ? {} : { inside }
  }

  const askHere = (event: ReactMouseEvent) => {
    if (readOnly || !(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    ask({ at: onGrid({ x: at.x - blockWidth / 2, y: at.y - 20 }), screen: { x: event.clientX, y: event.clientY }, ...insideAt(at) })
  }

  const drop = (event: DragEvent) => {
    const card = store.catalogue.get(blockInDrag(event.dataTransfer) ?? '')
    if (!card || readOnly) return
    event.preventDefault()
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    store.perform({ kind: 'add', card, at: onGrid({ x: at.x - 60, y: at.y - 20 }), ...insideAt(at) })
  }

  const settle = useCallback(() => store.perform({ kind: 'settle' }), [store])

  return (
    <DrawingContext value={drawing}>
      <ReactFlow<BlockItem, EdgeItem>
        className="canvas"
        aria-label="Flow"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={(changes) => applyNodeChanges(store, changes)}
        onEdgesChange={(changes) => applyEdgeChanges(store, changes)}
        onNodeDragStop={settle}
        onSelectionDragStop={settle}
        onNodeClick={(event, { id }) => !event.shiftKey && !event.metaKey && !event.ctrlKey && onPick(id)}
        isValidConnection={({ source, sourceHandle, target, targetHandle }) => {
          const other: End =
            drawing?.from.side === 'output'
              ? { side: 'input', node: target, port: targetHandle ?? '' }
              : { side: 'output', node: source, port: sourceHandle ?? '' }
          return drawing?.judge(other)?.ok === true
        }}
        onConnectStart={start}
        onConnect={(connection) => {
          if (!held.current) store.perform({ kind: 'draw', wire: wireOf(connection) })
        }}
        onConnectEnd={end}
        onReconnectStart={(_event, edge) => {
          held.current = wireOf(edge)
        }}
        onReconnect={(old, connection) => store.perform({ kind: 'redraw', old: wireOf(old), wire: wireOf(connection) })}
        onReconnectEnd={(_event, edge, _type, state) => {
          if (!state.isValid && !state.toHandle) store.perform({ kind: 'cut', wires: [edge.id] })
          held.current = null
        }}
        connectionLineComponent={HandWire}
        connectionRadius={byTouch ? 34 : 20}
        onDoubleClick={askHere}
        onDrop={drop}
        onDragOver={(event) => event.preventDefault()}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        deleteKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        selectionKeyCode={null}
        selectionOnDrag={!byTouch}
        selectionMode={SelectionMode.Partial}
        panOnDrag={byTouch ? true : [1, 2]}
        panOnScroll
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={grid}
        minZoom={0.15}
        maxZoom={2}
        {...(begin ? { defaultViewport: begin } : { fitView: true, fitViewOptions: fit })}
        elevateNodesOnSelect={false}
        onlyRenderVisibleElements={nodes.length > 100}
        colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
      >
        <Background variant={BackgroundVariant.Dots} gap={gridStep * 3} size={1} color="var(--border-strong)" />
        {isWide && nodes.length > 12 ? (
          <MiniMap pannable zoomable position="bottom-right" ariaLabel="Overview of the flow" style={{ width: 160, height: 104 }} nodeBorderRadius={24} />
        ) : null}
        <HandReason />
        <OthersHere />
      </ReactFlow>
    </DrawingContext>
  )
}

type Ends = { source: string; sourceHandle?: string | null; target: string; targetHandle?: string | null }
function wireOf({ source, sourceHandle, target, targetHandle }: Ends): Wire {
  return { from: { node: source, port: sourceHandle ?? '' }, to: { node: target, port: targetHandle ?? '' } }
}
