import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'

/** Rows with hairlines. Wider than its place, it scrolls sideways by itself, not the page. */
export function Table({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={cx('overflow-x-auto rounded-lg border bg-card', className)}>
      <table aria-label={label} className="w-full border-collapse text-left text-sm">
        {children}
      </table>
    </div>
  )
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr className="border-b text-xs text-muted-foreground">{children}</tr>
    </thead>
  )
}

export function Th({ className, ...rest }: ComponentPropsWithRef<'th'>) {
  return <th scope="col" {...rest} className={cx('h-9 px-3 font-medium whitespace-nowrap first:pl-4 last:pr-4', className)} />
}

export function Tr({ className, ...rest }: ComponentPropsWithRef<'tr'>) {
  return <tr {...rest} className={cx('border-b last:border-b-0', className)} />
}

export function Td({ className, ...rest }: ComponentPropsWithRef<'td'>) {
  return <td {...rest} className={cx('h-11 px-3 py-1.5 align-middle first:pl-4 last:pr-4', className)} />
}
