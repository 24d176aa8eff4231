'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactElement, type ReactNode, useRef } from 'react'
import { backdropClass } from './backdrop-class.ts'
import { cx } from './cx.ts'
import { focusFirst } from './focus-first.ts'
import { IconButton } from './icon-button.tsx'

export type DialogProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** A button that opens it; without one, steer it with `open`. */
  trigger?: ReactElement
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Actions, the important one last. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
}

const widths = { sm: 'sm:max-w-100', md: 'sm:max-w-130', lg: 'sm:max-w-190' }

/** Asks for attention over the page; on a phone it rises from the bottom edge. Escape and the backdrop close it. */
export function Dialog({ open, onOpenChange, trigger, title, description, children, footer, size = 'sm' }: DialogProps) {
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
            'fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] w-full flex-col rounded-t-xl bg-popover text-popover-foreground shadow-floating outline-hidden transition-[opacity,translate,scale] duration-150 ease-settle data-ending-style:opacity-0 data-starting-style:opacity-0 max-sm:data-ending-style:translate-y-6 max-sm:data-starting-style:translate-y-6 sm:inset-x-auto sm:top-[14vh] sm:bottom-auto sm:left-1/2 sm:max-h-[76vh] sm:-translate-x-1/2 sm:rounded-xl sm:data-ending-style:scale-[0.98] sm:data-starting-style:scale-[0.98]',
            widths[size],
          )}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description ? <Base.Description className="mt-1 text-sm text-muted-foreground">{description}</Base.Description> : null}
            </div>
            <Base.Close
              render={
                <IconButton label="Close" size="sm" className="-mr-2">
                  <X aria-hidden="true" />
                </IconButton>
              }
            />
          </div>
          {children ? <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5">{children}</div> : null}
          {footer ? <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">{footer}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Wrap a button of the footer with it to close the dialog by a press. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />
}
