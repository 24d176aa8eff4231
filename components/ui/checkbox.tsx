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
      className="group -m-1 flex size-6 shrink-0 items-center justify-center rounded-md data-disabled:opacity-50"
    >
      {/* the target is larger than the box that is drawn */}
      <span className="flex size-4 items-center justify-center rounded-sm border border-input bg-card transition-colors group-data-checked:border-primary group-data-checked:bg-primary group-data-checked:text-primary-foreground group-data-indeterminate:border-primary group-data-indeterminate:bg-primary group-data-indeterminate:text-primary-foreground">
        <Base.Indicator>{indeterminate ? <Minus className="size-3" strokeWidth={3} /> : <Check className="size-3" strokeWidth={3} />}</Base.Indicator>
      </span>
    </Base.Root>
  )
  if (!children) return box
  return (
    <label htmlFor={id} className="inline-flex items-start gap-2 text-sm select-none coarse:py-1.5 [&>:first-child]:-mt-0.5">
      {box}
      <span>{children}</span>
    </label>
  )
}
