'use client'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { BlockItem } from './canvas-items.ts'
import { framePadding } from './state/frames.ts'
import { blockWidth, insideWidth } from './state/geometry.ts'

/** What a container holds, drawn behind it. */
export const FrameView = memo(function FrameView({ data }: NodeProps<BlockItem>) {
  return (
    <div aria-hidden="true" className="frame h-full">
      {data.isEmpty ? (
        <p
          className="absolute top-1/2 -translate-y-1/2 text-center text-sm text-balance text-muted-foreground"
          style={{ left: framePadding + blockWidth + 40, width: insideWidth - 80 }}
        >
          Draw a wire from its right side to a block: that puts the block in here.
        </p>
      ) : null}
    </div>
  )
})
