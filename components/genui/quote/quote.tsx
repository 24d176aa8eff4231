'use client'
import { ArrowRight, ArrowRightLeft, RefreshCw } from 'lucide-react'
import type { QuoteProps } from '../../../server/blocks/show/props/index.ts'
import { Button, cx } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'
import { addMoney, isZero, moneyText } from '../money-text.ts'
import { useAsk } from '../use-ask.ts'
import { useClock } from '../use-clock.ts'
import { momentText } from '../when.ts'

/** What one currency gives in another, while the rate holds. */
export function Quote({ props, emit }: { props: QuoteProps; emit: (event: string) => void }) {
  const { from, to, rate, fee, spreadPercent, validUntil, refreshable } = props
  const { state, open, stuck, said, submit, decline } = useAsk(emit)
  const now = useClock(open && validUntil !== undefined)
  const left = validUntil === undefined ? undefined : Math.max(0, Math.ceil((Date.parse(validUntil) - now.getTime()) / 1000))
  const over = left === 0
  const total = fee && !isZero(fee) ? addMoney(from, fee) : undefined
  return (
    <Frame icon={ArrowRightLeft} title={state.title ?? `Exchange ${from.currency} for ${to.currency}`} live={state.phase === 'open'} aside={<VerdictBadge />}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 pt-3.5 pb-3">
        <span className="text-xl font-medium break-all text-muted-foreground tabular-nums">{moneyText(from)}</span>
        <ArrowRight role="img" aria-label="gives" className="size-4 shrink-0 self-center text-subtle-foreground" />
        <span className="text-2xl font-semibold tracking-tight break-all tabular-nums">{moneyText(to)}</span>
      </div>
      <Facts
        className="border-t px-4 py-1"
        facts={[
          { label: 'Rate', value: `1 ${from.currency} = ${rate} ${to.currency}` },
          ...(spreadPercent === undefined ? [] : [{ label: 'Spread', value: `${spreadPercent} %` }]),
          ...(fee ? [{ label: 'Fee', value: isZero(fee) ? 'None' : moneyText(fee) }] : []),
          ...(total ? [{ label: 'You give in all', value: moneyText(total), strong: true }] : []),
        ]}
      />
      {left !== undefined && validUntil && state.phase === 'open' ? (
        <div className="flex min-h-10 items-center justify-between gap-3 border-t bg-muted/40 px-4 py-1 text-sm">
          <span role="timer" className={cx('tabular-nums', left < 30 ? 'text-warning' : 'text-muted-foreground')}>
            {over ? 'This rate holds no longer.' : `Holds for ${clockOf(left)}`}
          </span>
          {refreshable && open ? (
            <Button variant="ghost" size="sm" disabled={stuck || over} onClick={() => submit({ choice: 'refresh' })}>
              <RefreshCw aria-hidden="true" className="size-3.5" /> New rate
            </Button>
          ) : null}
        </div>
      ) : null}
      {validUntil && (state.phase === 'shown' || state.phase === 'expired') ? (
        <p className="border-t bg-muted/40 px-4 py-1.5 text-xs text-muted-foreground">
          Held until <time dateTime={validUntil}>{momentText(validUntil)}</time>
        </p>
      ) : null}
      <AnswerBar
        ownDeadline
        approve={`Accept ${moneyText(to)}`}
        decline="No, thanks"
        done={said?.choice === 'refresh' ? 'A new rate was asked for' : 'Accepted'}
        blocked={over}
        onApprove={() => submit({ choice: 'accept' })}
        onDecline={decline}
      />
    </Frame>
  )
}

function clockOf(seconds: number): string {
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
