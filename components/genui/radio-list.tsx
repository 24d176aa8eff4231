'use client'
import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cx } from '../ui/index.ts'

export type RadioOption = {
  id: string
  title: ReactNode
  hint?: ReactNode
  icon?: ReactNode
  aside?: ReactNode
  /** Why it cannot be chosen. */
  barred?: string
}
type RadioListProps = {
  legend: string
  options: RadioOption[]
  value: string | undefined
  onChange: (id: string) => void
  disabled?: boolean
  className?: string
}

/** One of several, as rows of radio buttons: arrows move, space chooses. */
export function RadioList({ legend, options, value, onChange, disabled = false, className }: RadioListProps) {
  const name = useId()
  return (
    <fieldset disabled={disabled} className={cx('grid gap-1.5', className)}>
      <legend className="sr-only">{legend}</legend>
      {options.map(({ id, title, hint, icon, aside, barred }) => (
        <label
          key={id}
          className={cx(
            'flex min-h-11 items-center gap-3 rounded-md border px-3 py-2 text-sm transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
            value === id ? 'border-ember-line bg-ember-soft' : disabled ? 'text-muted-foreground' : 'border-border-strong',
            disabled || barred ? undefined : 'cursor-pointer hover:bg-accent',
            value === id && !disabled && 'hover:bg-ember-soft',
            barred && 'bg-muted/60 text-muted-foreground',
          )}
        >
          <input
            type="radio"
            name={name}
            value={id}
            checked={value === id}
            disabled={disabled || barred !== undefined}
            onChange={() => onChange(id)}
            className="sr-only"
          />
          {icon ? <span className="shrink-0 text-muted-foreground [&_svg]:size-4">{icon}</span> : null}
          <span className="min-w-0 flex-1">
            <span className="block break-words">{title}</span>
            {hint || barred ? <span className="block text-xs break-words text-muted-foreground">{barred ?? hint}</span> : null}
          </span>
          {aside}
          <span
            aria-hidden="true"
            className={cx(
              'flex size-4 shrink-0 items-center justify-center rounded-full border',
              value === id ? 'border-primary bg-primary text-primary-foreground' : 'border-input',
              disabled && value !== id ? 'hidden' : barred && 'invisible',
            )}
          >
            {value === id ? <Check className="size-2.5" strokeWidth={3.5} /> : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
