'use client'
import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentPropsWithRef } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class.ts'
import { cx } from './cx.ts'
import { Spinner } from './spinner.tsx'

export type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'className'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Work is under way: shows a spinner, refuses clicks, keeps its width and focus. */
  busy?: boolean
  /** For what is off for a moment only: the keyboard stays on it. */
  focusableWhenDisabled?: boolean
  className?: string
}

export function Button({ variant, size, busy = false, disabled, focusableWhenDisabled = false, className, children, ref, ...rest }: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...rest}
      ref={ref}
      disabled={disabled || busy}
      focusableWhenDisabled={busy || focusableWhenDisabled}
      aria-busy={busy || undefined}
      className={cx(buttonClass(variant, size), 'relative', className)}
    >
      {busy ? (
        <>
          <span className="contents [&>*]:invisible" aria-hidden="true">
            <span className="inline-flex items-center gap-1.5">{children}</span>
          </span>
          <span className="absolute inset-0 flex items-center justify-center">
            <Spinner label="Working" />
          </span>
        </>
      ) : (
        children
      )}
    </BaseButton>
  )
}
