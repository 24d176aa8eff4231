'use client'
import { ArrowRight, Send, TriangleAlert } from 'lucide-react'
import type { TransferConfirmProps } from '../../../server/blocks/show/props/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { useCardState } from '../card-context.tsx'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'
import { addMoney, isNegative, isZero, moneyText, negated } from '../money-text.ts'

/** What a person sees before money moves. The amounts were read on the server and are read there again; none goes back. */
export function TransferConfirm({ props, emit }: { props: TransferConfirmProps; emit: (event: string) => void }) {
  const { from, to, amount, fee, memo, arrival, warnings } = props
  const { phase } = useCardState()
  const total = isZero(fee) ? undefined : addMoney(amount, fee)
  const left = from.available && addMoney(from.available, negated(amount), negated(fee))
  return (
    <Frame icon={Send} title="Confirm the transfer" live={phase === 'open'} aside={<VerdictBadge />}>
      <div className="px-4 pt-3.5 pb-3">
        <div className="text-2xl font-semibold tracking-tight break-all tabular-nums">{moneyText(amount)}</div>
        <div className="mt-1 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
          <span className="min-w-0 break-words text-muted-foreground">{from.label}</span>
          <ArrowRight role="img" aria-label="to" className="size-3.5 shrink-0 text-subtle-foreground" />
          <span className="min-w-0 font-medium break-words">{to.label}</span>
        </div>
      </div>
      <Facts
        className="border-t px-4 py-1"
        facts={[
          ...(memo ? [{ label: 'For', value: memo }] : []),
          { label: 'Fee', value: isZero(fee) ? 'None' : moneyText(fee) },
          ...(total ? [{ label: 'In all', value: moneyText(total), strong: true }] : []),
          { label: 'Arrives', value: arrival },
          ...(left && phase === 'open'
            ? [{ label: `Left in ${from.label}`, value: <span className={isNegative(left) ? 'text-destructive' : undefined}>{moneyText(left)}</span> }]
            : []),
        ]}
      />
      {warnings.length > 0 && phase === 'open' ? (
        <ul className="grid gap-1.5 border-t bg-warning-soft px-4 py-2.5 text-sm text-warning">
          {warnings.map((warning) => (
            <li key={warning} className="flex gap-2">
              <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0 break-words">{warning}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <AnswerBar approve={`Send ${moneyText(amount)}`} decline="Do not send" onApprove={() => emit('approve')} onDecline={() => emit('decline')} />
    </Frame>
  )
}
