'use client'
import { type ConnectionLineComponentProps, useConnection } from '@xyflow/react'
import { useContext } from 'react'
import type { BlockItem } from './canvas-items.ts'
import { DrawingContext, useTools } from './context.ts'
import type { End } from './state/ports.ts'
import { verdictWords } from './state/verdict-words.ts'
import { wirePath } from './state/wire-path.ts'

/** The wire in the hand. */
export function HandWire({ fromX, fromY, fromPosition, toX, toY, toPosition, connectionStatus }: ConnectionLineComponentProps<BlockItem>) {
  const { path } = wirePath({ x: fromX, y: fromY, facing: fromPosition }, { x: toX, y: toY, facing: toPosition })
  return <path d={path} className="wire-hand" data-status={connectionStatus ?? undefined} />
}

/** Why the port under the pointer would not take the wire, or what taking it would do; told while drawing, at the pointer. */
export function HandReason() {
  const { store } = useTools()
  const drawing = useContext(DrawingContext)
  const hand = useConnection()
  if (!drawing || !hand.inProgress || !hand.toHandle?.id || !hand.toNode) return null
  const end: End = { side: hand.toHandle.type === 'target' ? 'input' : 'output', node: hand.toNode.id, port: hand.toHandle.id }
  if (end.node === drawing.from.node && end.port === drawing.from.port) return null
  const verdict = drawing.judge(end)
  const words =
    verdict === null
      ? `Two ${end.side}s cannot be wired. Lead this to an ${end.side === 'input' ? 'output' : 'input'}.`
      : verdictWords(verdict, store.catalogue)
  if (!words) return null
  return (
    <output
      className="hand-reason"
      data-refused={!verdict?.ok || undefined}
      style={{ transform: `translate(${hand.pointer.x + 16}px, ${hand.pointer.y + 16}px)` }}
    >
      {words}
    </output>
  )
}
