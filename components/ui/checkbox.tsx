'use client'
import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { type ReactNode, useId } from 'react'

export type CheckboxProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  /** Drawn beside the box and part of what can be pressed. */
  children?: ReactNode
  label?: string
  indeterminate?: boolean
  disabled?: boolean
  name?: string
}

export function Checkbox({ checked, onChange, children, label, indeterminate, disabled, name }: CheckboxProps) {
  const id = useId()
  const box = (
    <Base.Root
      id={id}
      checked={checked}
      onCheckedChange={onChange}
      indeterminate={indeterminate}
      aria-label={label}
      disabled={disabled}
      name={name}
      className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-input bg-card transition-colors data-checked:border-primary data-checked:bg-primary data-checked:text-primary-foreground data-disabled:opacity-50 data-indeterminate:border-primary data-indeterminate:bg-primary data-indeterminate:text-primary-foreground"
    >
      <Base.Indicator>{indeterminate ? <Minus className="size-3" strokeWidth={3} /> : <Check className="size-3" strokeWidth={3} />}</Base.Indicator>
    </Base.Root>
  )
  if (!children) return box
  return (
    <label htmlFor={id} className="inline-flex items-start gap-2 text-sm select-none coarse:py-1.5 [&>:first-child]:mt-0.5">
      {box}
      <span>{children}</span>
    </label>
  )
}
