'use client'
import { Background, BackgroundVariant, MiniMap, ReactFlow, SelectionMode } from '@xyflow/react'
import { useTheme } from 'next-themes'
import { memo, type RefObject, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { BlockView } from './block-view.tsx'
import './canvas.css'
import { type BlockItem, createCanvasItems, type EdgeItem } from './canvas-items.ts'
import { DrawingContext, useEditor, useTools } from './context.ts'
import { DistanceContext, useDistance } from './far.ts'
import { FarWires, manyWires } from './far-wires.tsx'
import { firstView, zoomRange } from './first-view.ts'
import { FrameView } from './frame-view.tsx'
import { GroupView } from './group-view.tsx'
import { HandReason, HandWire } from './hand-wire.tsx'
import { MarksContext } from './marks.ts'
import { NoteView } from './note-view.tsx'
import { OthersHere } from './others-here.tsx'
import { ReadView } from './read-view.tsx'
import { gridStep } from './state/geometry.ts'
import { useHands } from './use-hands.ts'
import { useMedia } from './use-media.ts'
import { WireView } from './wire-view.tsx'
import { WovenRegions } from './woven-regions.tsx'

const nodeTypes = { block: BlockView, note: NoteView, frame: FrameView, group: GroupView }
const edgeTypes = { wire: WireView, read: ReadView }
const grid: [number, number] = [gridStep, gridStep]
const severalKeys = ['Shift', 'Meta', 'Control']
const panButtons = [1, 2]
const none: EdgeItem[] = []
const mapSize = { width: 160, height: 104 }

/** The flow as people touch it: thin over the canvas library, which turns pointers into the editor's gestures. */
export const Canvas = memo(function Canvas({ onPick }: { onPick: (node: string) => void }) {
  const [box, setBox] = useState<Size | null>(null)
  const measure = useCallback((element: HTMLDivElement | null) => {
    if (element) setBox((known) => known ?? { width: element.clientWidth, height: element.clientHeight })
  }, [])
  return (
    <div ref={measure} className="size-full">
      {box ? <Drawn box={box} onPick={onPick} /> : null}
    </div>
  )
})

type Size = { width: number; height: number }

function Drawn({ box, onPick }: { box: Size; onPick: (node: string) => void }) {
  const { store, readOnly } = useTools()
  const { resolvedTheme } = useTheme()
  const flow = useEditor((state) => state.flow)
  const selection = useEditor((state) => state.selection)
  const [items] = useState(() => createCanvasItems(store.catalogue))
  const marked = useContext(MarksContext) !== null
  const looked = useDistance()
  // Drawn without ports only where wires need none: an end of a wire is where its port is.
  const veryFar = looked === 'very-far' && flow.wires.length > manyWires && !marked
  const distance = veryFar ? 'very-far' : looked === 'near' ? 'near' : 'far'
  const nodes = items.nodes(flow, selection, veryFar)
  const all = items.edges(flow, selection)
  const reads = items.reads(flow, nodes)
  const edges = useMemo(() => (veryFar ? none : [...reads, ...all]), [veryFar, all, reads])
  const [begin] = useState(() => firstView(nodes, box, window.innerWidth < 768))
  const byTouch = useMedia('(pointer: coarse)')
  const isWide = useMedia('(min-width: 1024px)')
  const { drawing, ...hands } = useHands(onPick)
  const pane = useRef<HTMLDivElement>(null)
  const isLarge = nodes.length > 100
  const gliding = useMemo(() => whileMoving(pane, 'canvas-gliding'), [])
  const lifting = useMemo(() => whileMoving(pane, 'canvas-lifting'), [])
  const { onNodeDragStop: settle } = hands
  const { pickUp, putDown } = useMemo((): { pickUp: () => void; putDown: typeof settle } => {
    return {
      // From far away there are too many of them, and plain ones are drawn faster than put together.
      pickUp: () => pane.current?.querySelector('.block-plain') ?? lifting.start(),
      putDown(...given) {
        lifting.end()
        settle?.(...given)
      },
    }
  }, [lifting, settle])

  return (
    <DrawingContext value={drawing}>
      <DistanceContext value={distance}>
        <ReactFlow<BlockItem, EdgeItem>
          ref={pane}
          className="canvas"
          aria-label="Flow"
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          {...hands}
          onMoveStart={gliding.start}
          onMoveEnd={gliding.end}
          onNodeDragStart={pickUp}
          onNodeDragStop={putDown}
          connectionLineComponent={HandWire}
          connectionRadius={byTouch ? 34 : 20}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          edgesReconnectable={!readOnly}
          deleteKeyCode={null}
          multiSelectionKeyCode={severalKeys}
          selectionKeyCode={null}
          selectionOnDrag={!byTouch}
          selectionMode={SelectionMode.Partial}
          panOnDrag={byTouch ? true : panButtons}
          panOnScroll
          zoomOnDoubleClick={false}
          snapToGrid
          snapGrid={grid}
          minZoom={zoomRange.least}
          maxZoom={zoomRange.most}
          defaultViewport={begin}
          elevateNodesOnSelect={false}
          onlyRenderVisibleElements={isLarge}
          colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
        >
          {distance === 'very-far' ? null : <Background variant={BackgroundVariant.Dots} gap={gridStep * 3} size={1} color="var(--border-strong)" />}
          {veryFar ? <FarWires /> : null}
          {isWide && nodes.length > 12 ? (
            <MiniMap pannable zoomable position="bottom-right" ariaLabel="Overview of the flow" style={mapSize} nodeBorderRadius={24} />
          ) : null}
          <HandReason />
          <OthersHere />
          {distance === 'very-far' ? null : <WovenRegions />}
        </ReactFlow>
      </DistanceContext>
    </DrawingContext>
  )
}

/**
 * While the view moves, what is on it is one picture that is pushed about, and drawn anew where it comes to rest; while a block is dragged, each
 * block is one, and only wires are drawn. Else every block in sight would be drawn again each frame. The canvas bears `mark` meanwhile.
 */
function whileMoving(pane: RefObject<HTMLDivElement | null>, mark: string) {
  return {
    start: () => pane.current?.classList.add(mark),
    end: () => pane.current?.classList.remove(mark),
  }
}
