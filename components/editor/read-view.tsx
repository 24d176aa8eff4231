'use client'
import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react'
import { memo } from 'react'
import type { ReadItem } from './canvas-items.ts'

/** From what an expression reads to where it stands. Whoever listens hears it in the list of blocks and in the field itself. */
export const ReadView = memo(function ReadView({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition }: EdgeProps<ReadItem>) {
  const [path] = getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, curvature: 0.32 })
  return <BaseEdge path={path} interactionWidth={0} className="wire-read" />
})
