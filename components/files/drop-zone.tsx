'use client'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'

type Props = { onFiles: ((files: File[]) => void) | undefined /** Said while files hover. */; words?: string; children: ReactNode }

/** Takes files that are dropped anywhere on what is in it, and says so while they hover. Without `onFiles` it takes none. */
export function DropZone({ onFiles, words = 'Drop to attach', children }: Props) {
  const zone = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const dropped = useEffectEvent((files: File[]) => onFiles?.(files))
  const taken = onFiles !== undefined
  useEffect(() => (zone.current ? followFiles(zone.current, (hovers) => setOver(taken && hovers), dropped) : undefined), [taken])
  return (
    <div ref={zone} className="relative flex h-full min-h-0 flex-col">
      {children}
      {over ? (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-xl border-2 border-dashed border-ring bg-background/80"
        >
          <p className="text-lg font-medium">{words}</p>
        </div>
      ) : null}
    </div>
  )
}

/** For the mouse only; a button beside it does the same. Whatever hovers inside comes and goes part by part: it is gone when all have left. */
function followFiles(zone: HTMLElement, onHover: (hovers: boolean) => void, onDrop: (files: File[]) => void): () => void {
  const gone = new AbortController()
  let depth = 0
  const on = <K extends 'dragenter' | 'dragleave' | 'dragover' | 'drop'>(kind: K, what: (event: DragEvent) => void) =>
    zone.addEventListener(kind, (event) => event.dataTransfer?.types.includes('Files') && what(event), { signal: gone.signal })
  on('dragenter', () => onHover(++depth > 0))
  on('dragleave', () => {
    depth = Math.max(0, depth - 1)
    onHover(depth > 0)
  })
  on('dragover', (event) => event.preventDefault())
  on('drop', (event) => {
    event.preventDefault() // else the browser would leave the page for the file
    depth = 0
    onHover(false)
    onDrop([...(event.dataTransfer?.files ?? [])])
  })
  return () => gone.abort()
}
