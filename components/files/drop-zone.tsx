'use client'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'

/** Takes files that are dropped anywhere on what is in it, and says so while they hover. Without `onFiles` it takes none. */
export function DropZone({ onFiles, children }: { onFiles: ((files: File[]) => void) | undefined; children: ReactNode }) {
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const move = (event: DragEvent, by: 1 | -1) => {
    if (!onFiles || !holdsFiles(event)) return
    depth.current = Math.max(0, depth.current + by)
    setOver(depth.current > 0)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse only; the button of the composer does the same
    <div
      className="relative flex h-full min-h-0 flex-col"
      onDragEnter={(event) => move(event, 1)}
      onDragLeave={(event) => move(event, -1)}
      onDragOver={(event) => holdsFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        depth.current = 0
        setOver(false)
        if (!holdsFiles(event)) return
        event.preventDefault() // else the browser would leave the page for the file
        onFiles?.([...event.dataTransfer.files])
      }}
    >
      {children}
      {over ? (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-xl border-2 border-dashed border-ring bg-background/80"
        >
          <p className="text-lg font-medium">Drop to attach</p>
        </div>
      ) : null}
    </div>
  )
}
