'use client'
import { memo } from 'react'

/** What a container holds, drawn behind it. */
export const FrameView = memo(function FrameView() {
  return <div aria-hidden="true" className="frame h-full" />
})
