'use client'
import { Switch as Base } from '@base-ui/react/switch'

export type SwitchProps = { checked: boolean; onChange: (checked: boolean) => void; label?: string; disabled?: boolean; name?: string }

/** On or off, at once. Give `label` unless a Field names it. */
export function Switch({ checked, onChange, label, disabled, name }: SwitchProps) {
  return (
    <Base.Root
      checked={checked}
      onCheckedChange={onChange}
      aria-label={label}
      disabled={disabled}
      name={name}
      className="inline-flex h-4.5 w-8 shrink-0 items-center rounded-full bg-input p-0.5 transition-colors duration-150 data-checked:bg-primary data-disabled:opacity-50"
    >
      <Base.Thumb className="size-3.5 rounded-full bg-white shadow-raised transition-transform duration-150 ease-settle data-checked:translate-x-3.5" />
    </Base.Root>
  )
}
