import { Toast } from '@base-ui/react/toast'

export type ToastTone = 'plain' | 'success' | 'error'
export type ToastOptions = { description?: string; action?: { label: string; onPress: () => void } }

export const toasts = Toast.createToastManager()

/** Tells what happened, briefly, without stopping anybody. Errors, and what offers something, stay longer. */
export function toast(title: string, options: ToastOptions = {}, tone: ToastTone = 'plain'): string {
  const { description, action } = options
  return toasts.add({
    title,
    description,
    type: tone,
    // not `high`: the kit then hides the whole toast from assistive technology while its Dismiss button can still be focused
    priority: 'low',
    timeout: tone === 'error' || action ? 12_000 : 5_000,
    ...(action ? { actionProps: { children: action.label, onClick: action.onPress } } : {}),
  })
}

toast.success = (title: string, options?: ToastOptions) => toast(title, options, 'success')
toast.error = (title: string, options?: ToastOptions) => toast(title, options, 'error')
