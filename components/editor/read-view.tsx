'use client'
import { BaseEdge, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { ReadItem } from './canvas-items.ts'
import { wirePath } from './state/wire-path.ts'

/** From what an expression reads to where it stands. Whoever listens hears it in the list of blocks and in the field itself. */
export const ReadView = memo(function ReadView({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition }: EdgeProps<ReadItem>) {
  const { path } = wirePath({ x: sourceX, y: sourceY, facing: sourcePosition }, { x: targetX, y: targetY, facing: targetPosition })
  return <BaseEdge path={path} interactionWidth={0} className="wire-read" />
})
