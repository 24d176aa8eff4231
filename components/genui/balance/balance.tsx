'use client'
import { Eye, EyeOff, WalletCards } from 'lucide-react'
import type { BalanceProps } from '../../../server/blocks/show/props/index.ts'
import { cx, IconButton } from '../../ui/index.ts'
import { Frame } from '../frame.tsx'
import { isNegative, moneyText } from '../money-text.ts'
import { useCardUi } from '../use-card-ui.ts'
import { momentText } from '../when.ts'
import { Sparkline } from './sparkline.tsx'

/** What each account holds. The total leads when there are several accounts of one currency. */
export function Balance({ title, accounts, total, hideable }: BalanceProps) {
  const [hidden, setHidden] = useCardUi<boolean>('/hidden')
  const veiled = hideable && hidden === true
  const [only] = accounts
  const lead = accounts.length > 1 ? total : only?.available
  const asOf = accounts.map((a) => a.asOf).sort()[0]
  return (
    <Frame
      icon={WalletCards}
      title={title ?? (accounts.length === 1 && only ? only.label : 'Balance')}
      aside={
        hideable && accounts.length > 0 ? (
          <IconButton size="sm" label={veiled ? 'Show the amounts' : 'Hide the amounts'} aria-pressed={veiled} onClick={() => setHidden(!veiled)}>
            {veiled ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </IconButton>
        ) : undefined
      }
    >
      {accounts.length === 0 ? <p className="px-4 py-5 text-sm text-muted-foreground">There are no accounts yet.</p> : null}
      {lead ? (
        <div className="flex items-end justify-between gap-4 px-4 pt-3.5 pb-3">
          <div className="min-w-0">
            <div className="text-xs text-muted-foreground">{accounts.length > 1 ? 'Available in all' : 'Available'}</div>
            <Amount className="mt-0.5 text-2xl font-semibold tracking-tight" veiled={veiled} text={moneyText(lead)} negative={isNegative(lead)} />
          </div>
          {accounts.length === 1 && only?.trend && !veiled ? <Sparkline values={only.trend} /> : null}
        </div>
      ) : null}
      {accounts.length > 1 ? (
        <ul className={cx('divide-y', lead && 'border-t')}>
          {accounts.map((account) => (
            <li key={account.id} className="flex items-center gap-4 px-4 py-2.5 text-sm">
              <div className="min-w-0 flex-1">
                <div className="truncate">{account.label}</div>
                <div className="truncate text-xs text-muted-foreground first-letter:uppercase">{account.kind}</div>
              </div>
              {account.trend && !veiled ? <Sparkline values={account.trend} /> : null}
              <div className="text-right">
                <Amount veiled={veiled} text={moneyText(account.available)} negative={isNegative(account.available)} className="font-medium" />
                {differs(account) && !veiled ? <div className="text-xs text-muted-foreground tabular-nums">{moneyText(account.ledger)} booked</div> : null}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {accounts.length === 1 && only && differs(only) && !veiled ? (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground tabular-nums">
          {moneyText(only.ledger)} booked; some of it is held for pending payments.
        </p>
      ) : null}
      {asOf ? (
        <p className="border-t bg-muted/40 px-4 py-1.5 text-xs text-muted-foreground">
          As of{' '}
          <time dateTime={asOf} className="tabular-nums">
            {momentText(asOf)}
          </time>
        </p>
      ) : null}
    </Frame>
  )
}

const differs = ({ available, ledger }: BalanceProps['accounts'][number]) => available.amountMinor !== ledger.amountMinor

function Amount({ text, veiled, negative, className }: { text: string; veiled: boolean; negative: boolean; className?: string }) {
  if (veiled)
    return (
      <div className={cx('text-muted-foreground', className)}>
        <span aria-hidden="true">••••••</span>
        <span className="sr-only">hidden</span>
      </div>
    )
  return <div className={cx('break-all tabular-nums', negative && 'text-destructive', className)}>{text}</div>
}
