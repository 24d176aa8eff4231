'use client'
import type { FormField as Asked } from '../../../server/blocks/show/props/index.ts'
import { Checkbox, Field, Input, Select, Textarea } from '../../ui/index.ts'
import { FileControl } from './file-control.tsx'

type FormFieldProps = { field: Asked; value: string | boolean; wrong: string | undefined; disabled: boolean; onChange: (value: string | boolean) => void }

/** One field with its label, its help and what is wrong with it. */
export function FormField({ field, value, wrong, disabled, onChange }: FormFieldProps) {
  const { kind, help, required } = field
  const label = labelOf(field)
  if (kind === 'boolean')
    return (
      <div className="grid gap-0.5">
        <Checkbox checked={value === true} onChange={onChange} disabled={disabled}>
          {label}
        </Checkbox>
        {help ? <p className="pl-6 text-xs text-muted-foreground">{help}</p> : null}
      </div>
    )
  if (kind === 'file')
    return (
      <FileControl
        label={label}
        help={help}
        optional={!required}
        value={typeof value === 'string' ? value : ''}
        wrong={wrong}
        disabled={disabled}
        onChange={onChange}
      />
    )
  return (
    <Field label={label} help={help || undefined} error={wrong} optional={!required} disabled={disabled}>
      <Control field={field} value={typeof value === 'string' ? value : ''} disabled={disabled} onChange={onChange} />
    </Field>
  )
}

type ControlProps = { field: Asked; value: string; disabled: boolean; onChange: (value: string) => void }

function Control({ field: { kind, options }, value, disabled, onChange }: ControlProps) {
  switch (kind) {
    case 'multiline':
      return <Textarea rows={3} value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)} />
    case 'number':
      return <Input inputMode="decimal" className="tabular-nums" value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)} />
    case 'date':
      return <Input type="date" value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)} />
    case 'choice': {
      const items = options.map((option) => ({ value: option.value, label: option.value, ...(option.hint ? { hint: option.hint } : {}) }))
      return <Select items={items} value={value || null} disabled={disabled} onChange={onChange} />
    }
    case 'text':
    case 'boolean':
    case 'file':
      return <Input value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)} />
  }
}

/** `deliveryDay` and `delivery_day` read as `Delivery day`. */
export function labelOf({ label, name }: Pick<Asked, 'label' | 'name'>): string {
  if (label) return label
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
