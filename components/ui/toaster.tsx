'use client'
import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { buttonClass } from './button-class.ts'
import { cx } from './cx.ts'
import { toasts } from './toast.ts'

const rootClass = cx(
  '[--gap:0.5rem] [--peek:0.5rem] [--scale:calc(max(0,1-(var(--toast-index)*0.06)))] [--shrink:calc(1-var(--scale))]',
  '[--height:var(--toast-frontmost-height,var(--toast-height))] [--offset-y:calc(var(--toast-offset-y)*-1+calc(var(--toast-index)*var(--gap)*-1)+var(--toast-swipe-movement-y))]',
  'absolute right-0 bottom-0 z-[calc(1000-var(--toast-index))] h-(--height) w-full origin-bottom rounded-lg bg-popover text-popover-foreground shadow-floating select-none',
  '[transform:translateX(var(--toast-swipe-movement-x))_translateY(calc(var(--toast-swipe-movement-y)-(var(--toast-index)*var(--peek))-(var(--shrink)*var(--height))))_scale(var(--scale))]',
  'transition-[transform,opacity,height] duration-300 ease-settle after:absolute after:top-full after:left-0 after:h-[calc(var(--gap)+1px)] after:w-full',
  'data-ending-style:opacity-0 data-expanded:h-(--toast-height) data-expanded:[transform:translateX(var(--toast-swipe-movement-x))_translateY(var(--offset-y))] data-limited:opacity-0 data-starting-style:[transform:translateY(120%)]',
  'data-ending-style:data-[swipe-direction=right]:[transform:translateX(calc(var(--toast-swipe-movement-x)+120%))_translateY(var(--offset-y))]',
)

/** Where toasts appear: once, at the root. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={toasts} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-[80] w-[calc(100vw-2rem)] sm:w-88">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts: shown } = Toast.useToastManager()
  return shown.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} swipeDirection={['right', 'down']} className={rootClass}>
      <Toast.Content className="flex items-start gap-2.5 overflow-hidden py-3 pr-2 pl-3 transition-opacity data-behind:opacity-0 data-expanded:opacity-100">
        {toast.type === 'success' ? <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" /> : null}
        {toast.type === 'error' ? <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-destructive" /> : null}
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-sm font-medium" />
          <Toast.Description className="mt-0.5 text-sm text-muted-foreground" />
          <Toast.Action className={cx(buttonClass('secondary', 'sm'), 'mt-2')} />
        </div>
        <Toast.Close aria-label="Dismiss" className={buttonClass('ghost', 'sm', true)}>
          <X aria-hidden="true" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
