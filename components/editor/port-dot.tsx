'use client'
import { Handle, type HandleType, Position } from '@xyflow/react'
import { useContext } from 'react'
import type { PortSchema } from '../../server/engine/card.ts'
import { describe } from '../../server/engine/schema-words.ts'
import { cx } from '../ui/index.ts'
import { DrawingContext, useTools } from './context.ts'
import type { Spot } from './state/geometry.ts'
import { kindOf } from './state/port-kind.ts'
import { verdictWords } from './state/verdict-words.ts'

export type PortDotProps = {
  node: string
  spot: Spot
  title: string
  schema: PortSchema
  wired: boolean
  control: boolean
  mark?: 'problem' | 'wanted' | undefined
}

const facing = { left: Position.Left, right: Position.Right, bottom: Position.Bottom }

/** One end a wire may have. While a wire is in the hand, the ports that would take it stand out and the others step back. */
export function PortDot({ node, spot, title, schema, wired, control, mark }: PortDotProps) {
  const { store, readOnly } = useTools()
  const drawing = useContext(DrawingContext)
  const type: HandleType = spot.side === 'input' ? 'target' : 'source'
  const verdict = drawing?.judge({ side: spot.side, node, port: spot.port })
  const isHeld = drawing?.from.node === node && drawing.from.port === spot.port && drawing.from.side === spot.side
  const state = !drawing ? undefined : isHeld ? 'held' : verdict?.ok ? 'fits' : 'closed'
  const told = verdict && !isHeld ? verdictWords(verdict, store.catalogue) : null
  return (
    <Handle
      id={spot.port}
      type={type}
      position={facing[spot.facing]}
      isConnectable={!readOnly}
      title={told ?? (control ? title : `${title}: ${describe(schema)}`)}
      style={{ left: spot.x, top: spot.y }}
      data-kind={control ? 'control' : kindOf(schema)}
      data-port={spot.port}
      data-state={state}
      className={cx('port', wired && 'port-wired', mark && `port-${mark}`)}
    />
  )
}
