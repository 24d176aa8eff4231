'use client'
import { Input } from '../ui/index.ts'
import type { ControlProps } from './control-props.ts'
import { readDateTime, textOfDateTime } from './read-date.ts'
import { useTyped } from './use-typed.ts'
import { Wrong } from './wrong.tsx'

/** A day, as it is everywhere. */
export function DateControl({ value, onChange, readOnly }: ControlProps) {
  return (
    <Input
      type="date"
      className="tabular-nums"
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  )
}

/** A moment: chosen in the time zone of whoever looks, kept in UTC, so that it is the same moment for everybody. */
export function DateTimeControl({ value, onChange, readOnly }: ControlProps) {
  const { text, wrong, setText } = useTyped(value, textOfDateTime, readDateTime, onChange)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ')
  return (
    <>
      <Input
        type="datetime-local"
        className="tabular-nums"
        value={text}
        readOnly={readOnly}
        aria-invalid={wrong ? true : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="text-xs text-muted-foreground">
        Your time ({zone}){typeof value === 'string' ? <span className="font-mono text-2xs"> · {value}</span> : null}
      </p>
      <Wrong reason={wrong} />
    </>
  )
}
