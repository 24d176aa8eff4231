'use client'
import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import type { ReactElement, ReactNode } from 'react'
import { backdropClass } from './backdrop-class.ts'
import { Button } from './button.tsx'

export type ConfirmDialogProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  title: string
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  confirm: string
  cancel?: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
}

/** Before something that cannot be undone. The backdrop does not close it; Escape and Cancel do. */
export function ConfirmDialog({
  open,
  onOpenChange,
  trigger,
  title,
  children,
  confirm,
  cancel = 'Cancel',
  danger = false,
  busy,
  onConfirm,
}: ConfirmDialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className="fixed top-1/2 left-1/2 z-50 w-[calc(100vw-2rem)] max-w-100 -translate-1/2 rounded-xl bg-popover p-5 text-popover-foreground shadow-floating outline-hidden transition-[opacity,scale] duration-150 ease-settle data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0">
          <Base.Title className="text-lg font-semibold">{title}</Base.Title>
          <Base.Description render={<div />} className="mt-1.5 text-sm text-muted-foreground">
            {children}
          </Base.Description>
          <div className="mt-5 flex justify-end gap-2">
            <Base.Close render={<Button />}>{cancel}</Base.Close>
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
