'use client'
import { Minus, Plus } from 'lucide-react'
import { IconButton } from '../ui/index.ts'

type StepperProps = { name: string; value: number; most: number; onChange: (value: number) => void; disabled?: boolean }

/** How many of a thing. */
export function Stepper({ name, value, most, onChange, disabled = false }: StepperProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into a row of a list
    <div role="group" aria-label={`How many: ${name}`} className="inline-flex shrink-0 items-center rounded-md border border-border-strong">
      <IconButton size="sm" label={`One less: ${name}`} disabled={disabled || value <= 0} onClick={() => onChange(value - 1)}>
        <Minus aria-hidden="true" />
      </IconButton>
      <output aria-live="polite" className="min-w-6 text-center text-sm tabular-nums">
        {value}
      </output>
      <IconButton size="sm" label={`One more: ${name}`} disabled={disabled || value >= most} onClick={() => onChange(value + 1)}>
        <Plus aria-hidden="true" />
      </IconButton>
    </div>
  )
}
