import type { ReactNode } from 'react'
import { cx } from '../ui/index.ts'
import { keyed } from './keyed.ts'

export type Fact = { label: string; value: ReactNode; strong?: boolean }

/** Names on the left, values on the right, a hairline between. Long values wrap; nothing is cut. */
export function Facts({ facts, className }: { facts: Fact[]; className?: string }) {
  return (
    <dl className={cx('divide-y text-sm', className)}>
      {keyed(facts, (fact) => fact.label).map(({ key, item: { label, value, strong } }) => (
        <div key={key} className="flex items-baseline justify-between gap-6 py-2">
          <dt className="shrink-0 text-muted-foreground">{label}</dt>
          <dd className={cx('min-w-0 text-right break-words tabular-nums', strong && 'font-semibold')}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
