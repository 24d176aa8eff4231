'use client'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

export type TooltipSide = 'top' | 'bottom' | 'left' | 'right'

/** A few words beside what the pointer or the focus rests on. The child must be able to take the focus. */
export function Tooltip({ label, side = 'top', keys, children }: { label: ReactNode; side?: TooltipSide; keys?: string; children: ReactElement }) {
  return (
    // Escape is for what the hint stands in: a panel closes with the hint, not after it
    <Base.Root onOpenChange={(_, { reason, allowPropagation }) => reason === 'escape-key' && allowPropagation()}>
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
