'use client'
import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class.ts'
import { cx } from './cx.ts'
import { Tooltip, type TooltipSide } from './tooltip.tsx'

export type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'className' | 'children'> & {
  /** What it does; read aloud, and shown on hover. */
  label: string
  children: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  side?: TooltipSide
  /** Keys shown in the tooltip, such as `Ctrl Z`. */
  keys?: string
  className?: string
}

export function IconButton({ label, variant = 'ghost', size, side, keys, className, ref, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} side={side} keys={keys}>
      <BaseButton type="button" aria-label={label} focusableWhenDisabled {...rest} ref={ref} className={cx(buttonClass(variant, size, true), className)} />
    </Tooltip>
  )
}
