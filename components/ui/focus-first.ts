import type { RefObject } from 'react'

const fields = 'input:not([type="hidden"], [disabled]), textarea:not([disabled]), [role="combobox"]:not([disabled])'

/**
 * Where the focus goes in a panel that opens: to its first field; by touch not, since that would raise a keyboard over it. Else to the
 * whole: on its button the hint would come up over what one opened.
 */
export const focusFirst =
  (panel: RefObject<HTMLElement | null>) =>
  (by: string): HTMLElement | null =>
    (by === 'touch' ? null : panel.current?.querySelector<HTMLElement>(fields)) ?? panel.current
