'use client'
import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Kbd } from './kbd.tsx'
import { popupClass } from './popup-class.ts'

const itemClass =
  'flex cursor-default items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-hidden select-none data-disabled:opacity-50 data-highlighted:bg-accent coarse:py-2.5 [&_svg]:size-4 [&_svg]:shrink-0'

export type MenuProps = {
  trigger: ReactElement
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'right'
  className?: string
  children: ReactNode
}

/** Actions behind a button. */
export function Menu({ trigger, align = 'end', side = 'bottom', className, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-[60] outline-hidden">
          <Base.Popup className={cx(popupClass, 'max-h-(--available-height) min-w-44 overflow-y-auto p-1', className)}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export type MenuItemProps = { icon?: ReactNode; keys?: string; danger?: boolean; disabled?: boolean; onSelect: () => void; children: ReactNode }
export function MenuItem({ icon, keys, danger = false, disabled, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={onSelect}
      className={cx(itemClass, danger ? 'text-destructive data-highlighted:bg-destructive-soft' : '[&>svg]:text-muted-foreground')}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </Base.Item>
  )
}

export function MenuLink({ icon, href, onOpen, children }: { icon?: ReactNode; href: string; onOpen?: () => void; children: ReactNode }) {
  return (
    <Base.LinkItem closeOnClick onClick={onOpen} render={<Link href={href} />} className={cx(itemClass, '[&>svg]:text-muted-foreground')}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Base.LinkItem>
  )
}

export type MenuChoiceProps = { label: string; value: string; onChange: (value: string) => void; items: { value: string; label: string; icon?: ReactNode }[] }
/** One of several, ticked. */
export function MenuChoice({ label, value, onChange, items }: MenuChoiceProps) {
  return (
    <Base.Group>
      <MenuLabel>{label}</MenuLabel>
      <Base.RadioGroup value={value} onValueChange={onChange}>
        {items.map((item) => (
          <Base.RadioItem key={item.value} value={item.value} closeOnClick className={cx(itemClass, '[&>svg]:text-muted-foreground')}>
            {item.icon}
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            <Base.RadioItemIndicator>
              <Check aria-hidden="true" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

/** Heads a MenuGroup. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-muted-foreground">{children}</Base.GroupLabel>
}
export function MenuGroup({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <Base.Group>
      {label ? <MenuLabel>{label}</MenuLabel> : null}
      {children}
    </Base.Group>
  )
}
export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-border" />
}
