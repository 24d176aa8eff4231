'use client'
import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { controlClass } from './control-class.ts'
import { cx } from './cx.ts'
import { popupClass } from './popup-class.ts'

export type SelectItem = {
  value: string
  label: string
  /** A second, quieter line. */
  hint?: string
  icon?: ReactNode
}
export type SelectProps = {
  items: SelectItem[]
  value: string | null
  onChange: (value: string) => void
  placeholder?: string
  /** Needed outside a Field. */
  label?: string
  disabled?: boolean
  name?: string
  size?: 'sm' | 'md'
  className?: string
}

/** One of a short list. For long lists use a searchable one. */
export function Select({ items, value, onChange, placeholder = 'Choose', label, disabled, name, size = 'md', className }: SelectProps) {
  return (
    <Base.Root items={items} value={value} onValueChange={(next) => next !== null && onChange(next)} disabled={disabled} name={name}>
      <Base.Trigger
        aria-label={label}
        className={cx(
          controlClass,
          'flex items-center justify-between gap-2 text-left data-popup-open:border-ring',
          size === 'sm' ? 'h-7 px-2 text-xs coarse:h-9' : 'h-8 px-2.5 coarse:h-10',
          className,
        )}
      >
        <Base.Value placeholder={placeholder} className="truncate data-placeholder:text-subtle-foreground" />
        <Base.Icon className="text-subtle-foreground">
          <ChevronsUpDown className="size-3.5" aria-hidden="true" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-[60] outline-hidden select-none">
          <Base.Popup className={cx(popupClass, 'min-w-(--anchor-width)')}>
            <Base.List className="max-h-(--available-height) overflow-y-auto overscroll-contain p-1">
              {items.map((item) => (
                <Base.Item
                  key={item.value}
                  value={item.value}
                  className="flex cursor-default items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-hidden data-highlighted:bg-accent coarse:py-2.5"
                >
                  {item.icon}
                  <span className="min-w-0 flex-1">
                    <Base.ItemText className="block truncate">{item.label}</Base.ItemText>
                    {item.hint ? <span className="block text-xs text-muted-foreground">{item.hint}</span> : null}
                  </span>
                  <span className="flex size-4 items-center justify-center">
                    <Base.ItemIndicator>
                      <Check className="size-3.5" aria-hidden="true" />
                    </Base.ItemIndicator>
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
