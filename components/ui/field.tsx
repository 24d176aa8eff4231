'use client'
import { Field as Base } from '@base-ui/react/field'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type FieldProps = {
  label: ReactNode
  /** Stands under the control until there is an error to say. */
  help?: ReactNode
  /** What is wrong, and what to do. */
  error?: string | null | undefined
  /** Says "optional" beside the label: required is the rule, so only the exception is marked. */
  optional?: boolean
  name?: string
  disabled?: boolean
  /** Label and control side by side, for switches. */
  inline?: boolean
  /** Right of the label: a unit, a link. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}

/** A label, a control, its help and its error, tied together for screen readers. */
export function Field({ label, help, error, optional, name, disabled, inline = false, aside, className, children }: FieldProps) {
  const words = (
    <div className="flex min-h-5 items-baseline justify-between gap-2">
      <Base.Label className="text-sm font-medium text-foreground">
        {label}
        {optional ? <span className="ml-1.5 text-xs font-normal text-muted-foreground">optional</span> : null}
      </Base.Label>
      {aside ? <span className="text-xs text-muted-foreground">{aside}</span> : null}
    </div>
  )
  const below = error ? (
    <Base.Error match className="text-xs text-destructive">
      {error}
    </Base.Error>
  ) : help ? (
    <Base.Description className="text-xs text-muted-foreground">{help}</Base.Description>
  ) : null
  if (inline)
    return (
      <Base.Root name={name} invalid={Boolean(error)} disabled={disabled} className={cx('flex items-start justify-between gap-4', className)}>
        <div className="grid gap-0.5">
          {words}
          {below}
        </div>
        <div className="pt-0.5">{children}</div>
      </Base.Root>
    )
  return (
    <Base.Root name={name} invalid={Boolean(error)} disabled={disabled} className={cx('grid min-w-0 gap-1.5', className)}>
      {words}
      {children}
      {below}
    </Base.Root>
  )
}
