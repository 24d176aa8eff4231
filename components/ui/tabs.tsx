'use client'
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type TabsProps = {
  value: string
  onChange: (value: string) => void
  label: string
  items: { value: string; label: ReactNode; count?: number }[]
  /** TabPanels. */
  children?: ReactNode
  className?: string
}

export function Tabs({ value, onChange, label, items, children, className }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(String(next))} className={className}>
      <Base.List aria-label={label} className="relative flex gap-4 overflow-x-auto border-b">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted-foreground outline-offset-[-2px] hover:text-foreground data-active:border-foreground data-active:text-foreground coarse:h-11"
          >
            {item.label}
            {item.count === undefined ? null : <span className="rounded-full bg-muted px-1.5 text-2xs text-muted-foreground tabular-nums">{item.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  )
}

export function TabPanel({ value, className, children }: { value: string; className?: string; children: ReactNode }) {
  return (
    <Base.Panel value={value} className={cx('outline-offset-4', className)}>
      {children}
    </Base.Panel>
  )
}
