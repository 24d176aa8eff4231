'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactElement, type ReactNode, useRef } from 'react'
import { backdropClass } from './backdrop-class.ts'
import { cx } from './cx.ts'
import { focusFirst } from './focus-first.ts'
import { IconButton } from './icon-button.tsx'

export type SheetProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  side?: 'left' | 'right' | 'bottom'
  title: string
  /** Keep the title for screen readers only. */
  bare?: boolean
  children: ReactNode
}

const sides = {
  left: 'inset-y-0 left-0 w-[min(18rem,85vw)] border-r data-ending-style:-translate-x-full data-starting-style:-translate-x-full',
  right: 'inset-y-0 right-0 w-[min(24rem,92vw)] border-l data-ending-style:translate-x-full data-starting-style:translate-x-full',
  bottom: 'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl border-t data-ending-style:translate-y-full data-starting-style:translate-y-full',
}

/** A panel that slides in from an edge, for what stands beside the page on a wide screen. */
export function Sheet({ open, onOpenChange, trigger, side = 'right', title, bare = false, children }: SheetProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup
          ref={popup}
          initialFocus={focusFirst(popup)}
          className={cx(
            'fixed z-50 flex flex-col bg-popover text-popover-foreground shadow-floating outline-hidden transition-transform duration-200 ease-settle',
            sides[side],
          )}
        >
          {bare ? (
            <Base.Title className="sr-only">{title}</Base.Title>
          ) : (
            <div className="flex items-center justify-between gap-4 border-b py-2 pr-2 pl-4">
              <Base.Title className="text-base font-semibold">{title}</Base.Title>
              <Base.Close
                render={
                  <IconButton label="Close" size="sm">
                    <X aria-hidden="true" />
                  </IconButton>
                }
              />
            </div>
          )}
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-[env(safe-area-inset-bottom)]">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
