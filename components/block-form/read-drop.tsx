'use client'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { cx } from '../ui/index.ts'

const mime = 'application/x-hearth-read'

/** A field of what a block gave, carried by the pointer: as an expression reads it. */
export function carryRead(transfer: DataTransfer, source: string): void {
  transfer.setData(mime, source)
  transfer.setData('text/plain', source)
  transfer.effectAllowed = 'copy'
}

/** Around a field of the form: takes what is carried there. With keys, the expression's own completion does the same. */
export function ReadDrop({ onTake, children }: { onTake: ((source: string) => void) | undefined; children: ReactNode }) {
  const [over, setOver] = useState(false)
  const take = useEffectEvent((source: string) => onTake?.(source))
  const place = useRef<HTMLDivElement>(null)
  const takes = onTake !== undefined
  useEffect(() => {
    const element = takes ? place.current : null
    if (!element) return
    const events = new AbortController()
    const hear = (kind: 'dragover' | 'dragleave' | 'drop', what: (event: DragEvent) => void) => element.addEventListener(kind, what, { signal: events.signal })
    hear('dragover', (event) => {
      if (!event.dataTransfer?.types.includes(mime)) return
      event.preventDefault()
      setOver(true)
    })
    hear('dragleave', () => setOver(false))
    hear('drop', (event) => {
      const source = event.dataTransfer?.getData(mime)
      setOver(false)
      if (!source) return
      event.preventDefault()
      take(source)
    })
    return () => events.abort()
  }, [takes])
  if (!takes) return children
  return (
    <div ref={place} className={cx('rounded-md', over && 'outline-2 outline-offset-4 outline-ring')}>
      {children}
    </div>
  )
}
