'use client'
import { type ReactNode, useState } from 'react'
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
  if (!onTake) return children
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only a place to let go over
    <div
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(mime)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        const source = event.dataTransfer.getData(mime)
        setOver(false)
        if (!source) return
        event.preventDefault()
        onTake(source)
      }}
      className={cx('rounded-md', over && 'outline-2 outline-offset-4 outline-ring')}
    >
      {children}
    </div>
  )
}
