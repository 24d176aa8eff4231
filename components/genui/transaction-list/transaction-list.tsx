'use client'
import { List } from 'lucide-react'
import type { TransactionListProps } from '../../../server/blocks/show/props/index.ts'
import { Badge, Button, cx } from '../../ui/index.ts'
import { Frame } from '../frame.tsx'
import { moneyText, negated } from '../money-text.ts'
import { useCardUi } from '../use-card-ui.ts'
import { clockText, dayText, momentText } from '../when.ts'
import { groupByDay, type Transaction } from './group-by-day.ts'

const few = 8

/** Movements of an account, newest first, under their days. Long lists open on demand; nothing is left out of the count. */
export function TransactionList({ title, items, groupBy }: TransactionListProps) {
  const [all, setAll] = useCardUi<boolean>('/all')
  const shown = all ? items : items.slice(0, few)
  const now = new Date()
  return (
    <Frame
      wide
      icon={List}
      title={title ?? 'Transactions'}
      aside={items.length > 0 ? <span className="pr-2 text-xs text-muted-foreground tabular-nums">{items.length}</span> : undefined}
    >
      {items.length === 0 ? <p className="px-4 py-5 text-sm text-muted-foreground">Nothing moved in this time.</p> : null}
      {groupBy === 'day' ? (
        groupByDay(shown).map(({ day, items: those }) => (
          <div key={day}>
            <h4 className="border-b bg-muted/50 px-4 py-1 text-xs font-medium text-muted-foreground">{dayText(those[0]?.at ?? '', now)}</h4>
            <Rows items={those} time="clock" />
          </div>
        ))
      ) : (
        <Rows items={shown} time="moment" />
      )}
      {items.length > few ? (
        <div className="border-t p-1.5">
          <Button variant="ghost" size="sm" className="w-full" aria-expanded={all === true} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${items.length}`}
          </Button>
        </div>
      ) : null}
    </Frame>
  )
}

function Rows({ items, time }: { items: Transaction[]; time: 'clock' | 'moment' }) {
  return (
    <ul className="divide-y not-last:border-b">
      {items.map((item) => (
        <li key={item.id} className="flex items-baseline gap-4 px-4 py-2 text-sm">
          <div className="min-w-0 flex-1">
            <div className="flex min-w-0 items-center gap-2">
              <span className="truncate font-medium">{item.counterparty}</span>
              {item.status === 'posted' ? null : <Badge tone={item.status === 'failed' ? 'danger' : 'warning'}>{item.status}</Badge>}
            </div>
            <div className="truncate text-xs text-muted-foreground">
              <time dateTime={item.at} title={momentText(item.at)} className="tabular-nums">
                {time === 'clock' ? clockText(item.at) : momentText(item.at)}
              </time>
              {item.memo ? ` · ${item.memo}` : ''}
              {item.category ? ` · ${item.category}` : ''}
            </div>
          </div>
          <span
            className={cx(
              'shrink-0 font-medium tabular-nums',
              item.direction === 'in' && item.status !== 'failed' && 'text-success',
              item.status === 'failed' && 'text-muted-foreground line-through',
            )}
          >
            {item.direction === 'in' ? moneyText(item.amount, 'always') : moneyText(negated(item.amount))}
          </span>
        </li>
      ))}
    </ul>
  )
}
