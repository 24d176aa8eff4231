'use client'
import type { FormField } from '../../../server/blocks/show/props/index.ts'
import { cx } from '../../ui/index.ts'

type OptionsProps = { field: FormField; chosen: string | undefined; disabled: boolean; onChoose: (value: string) => void }

/** One of several, each a button: a press is the answer. */
export function Options({ field, chosen, disabled, onChoose }: OptionsProps) {
  return (
    <fieldset disabled={disabled} aria-busy={(disabled && chosen !== undefined) || undefined} className="grid gap-1.5">
      <legend className="sr-only">{field.label || field.name}</legend>
      {field.options.map(({ value, hint }) => (
        <button
          key={value}
          type="button"
          onClick={() => onChoose(value)}
          className={cx(
            'min-h-9 rounded-md border border-border-strong bg-secondary px-3 py-1.5 text-left text-sm break-words text-secondary-foreground shadow-raised transition-colors hover:bg-accent disabled:pointer-events-none coarse:min-h-11',
            disabled && chosen !== value && 'opacity-50',
            chosen === value && 'border-ember-line bg-ember-soft',
          )}
        >
          <span className="font-medium">{value}</span>
          {hint ? <span className="block text-xs text-muted-foreground">{hint}</span> : null}
        </button>
      ))}
    </fieldset>
  )
}
