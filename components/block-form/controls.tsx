'use client'
import { Input, Select, Switch, Textarea } from '../ui/index.ts'
import { choicesOf } from './control-of.ts'
import { type ControlProps, placeholderOf } from './control-props.ts'
import { readJson, readNumber, textOfJson } from './read-text.ts'
import { useTyped } from './use-typed.ts'
import { Wrong } from './wrong.tsx'

export function TextControl(props: ControlProps) {
  const { value, onChange, readOnly } = props
  return (
    <Input
      value={typeof value === 'string' ? value : ''}
      placeholder={placeholderOf(props)}
      readOnly={readOnly}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  )
}

export function MultilineControl(props: ControlProps) {
  const { value, onChange, readOnly } = props
  return (
    <Textarea
      value={typeof value === 'string' ? value : ''}
      placeholder={placeholderOf(props)}
      readOnly={readOnly}
      rows={4}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  )
}

export function NumberControl(props: ControlProps) {
  const { input, value, onChange, readOnly } = props
  const { text, wrong, setText } = useTyped(
    value,
    (one) => (typeof one === 'number' ? String(one) : ''),
    (typed) => readNumber(typed, input.schema),
    onChange,
  )
  return (
    <>
      <Input
        inputMode="decimal"
        className="tabular-nums"
        value={text}
        placeholder={placeholderOf(props)}
        readOnly={readOnly}
        aria-invalid={wrong ? true : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <Wrong reason={wrong} />
    </>
  )
}

export function SwitchControl({ input, value, onChange, readOnly }: ControlProps) {
  return <Switch checked={(value ?? input.default) === true} disabled={readOnly} onChange={onChange} />
}

export function ChoiceControl({ input, value, onChange, readOnly }: ControlProps) {
  const items = choicesOf(input.schema).map((choice) => ({ value: choice, label: choice.charAt(0).toUpperCase() + choice.slice(1).replaceAll(/[-_]/g, ' ') }))
  const chosen = value ?? input.default
  return <Select items={items} value={typeof chosen === 'string' ? chosen : null} disabled={readOnly} onChange={onChange} />
}

export function JsonControl({ value, onChange, readOnly }: ControlProps) {
  const { text, wrong, setText } = useTyped(value, textOfJson, readJson, onChange)
  return (
    <>
      <Textarea
        mono
        spellCheck={false}
        rows={3}
        value={text}
        placeholder="{ }"
        readOnly={readOnly}
        aria-invalid={wrong ? true : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <Wrong reason={wrong} />
    </>
  )
}

export function CodeControl(props: ControlProps) {
  const { value, onChange, readOnly } = props
  return (
    <Textarea
      className="font-mono text-xs"
      rows={2}
      spellCheck={false}
      value={typeof value === 'string' ? value : ''}
      placeholder={placeholderOf(props) ?? 'item.amount > 5'}
      readOnly={readOnly}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  )
}

export function TimeZoneControl(props: ControlProps) {
  const { value, onChange, readOnly } = props
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  const held = typeof value === 'string' ? value : typeof props.input.default === 'string' ? props.input.default : null
  return <Select items={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))} value={held} onChange={onChange} disabled={readOnly} />
}
