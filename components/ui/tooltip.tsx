'use client'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import { type ReactElement, type ReactNode, useState } from 'react'
import { Kbd } from './kbd.tsx'

export type TooltipSide = 'top' | 'bottom' | 'left' | 'right'

/** A few words beside what the pointer or the focus rests on. The child must be able to take the focus. */
export function Tooltip({ label, side = 'top', keys, children }: { label: ReactNode; side?: TooltipSide; keys?: string; children: ReactElement }) {
  const [open, setOpen] = useState(false)
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        // Escape is for what the hint stands in, and must come there as if no hint were: a panel closes with it, not after it
        if (details.reason === 'escape-key') {
          details.cancel()
          details.allowPropagation()
        }
        setOpen(next)
      }}
    >
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-[70]">
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-md bg-foreground px-2 py-1 text-xs text-background shadow-floating transition-opacity duration-100 data-ending-style:opacity-0 data-instant:transition-none data-starting-style:opacity-0">
            {label}
            {keys ? <Kbd keys={keys} inverse /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
