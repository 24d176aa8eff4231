'use client'
import { Download, FileText } from 'lucide-react'
import { cardText } from '../../../server/blocks/show/props/card-text.ts'
import type { InvoiceProps } from '../../../server/blocks/show/props/index.ts'
import { Badge, cx, IconButton, type Tone } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { useCardState } from '../card-context.tsx'
import { CommentField } from '../comment-field.tsx'
import { commentOf } from '../comment-of.ts'
import { downloadText } from '../download-text.ts'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'
import { keyed } from '../keyed.ts'
import { isZero, moneyText } from '../money-text.ts'
import { Said } from '../said.tsx'
import { useAsk } from '../use-ask.ts'
import { dateText } from '../when.ts'

const states: Record<InvoiceProps['status'], { tone: Tone; text: string }> = {
  draft: { tone: 'neutral', text: 'Draft' },
  open: { tone: 'info', text: 'Open' },
  paid: { tone: 'success', text: 'Paid' },
  overdue: { tone: 'danger', text: 'Overdue' },
  void: { tone: 'neutral', text: 'Void' },
}

/** Who owes what to whom, line by line. Saved as text for the files. */
export function Invoice({ props, emit }: { props: InvoiceProps; emit: (event: string) => void }) {
  const { number, issuer, payer, issuedOn, dueOn, status, lines, subtotal, tax, total, note } = props
  const state = useCardState()
  const { open } = useAsk(emit)
  return (
    <Frame
      wide
      icon={FileText}
      title={`Invoice ${number}`}
      live={state.phase === 'open'}
      aside={
        <>
          <VerdictBadge />
          <IconButton size="sm" label="Save the invoice as text" onClick={() => downloadText(`invoice-${number}.txt`, `${cardText('Invoice', props)}\n`)}>
            <Download aria-hidden="true" />
          </IconButton>
        </>
      }
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 px-4 pt-3.5 pb-3">
        <div className="min-w-0">
          <div className="text-xs break-words text-muted-foreground">
            {issuer} to {payer}
          </div>
          <div className={cx('mt-0.5 text-2xl font-semibold tracking-tight break-all tabular-nums', status === 'void' && 'text-muted-foreground line-through')}>
            {moneyText(total)}
          </div>
        </div>
        <div className="flex flex-col items-start gap-1 sm:items-end">
          <Badge tone={states[status].tone}>{states[status].text}</Badge>
          {dueOn ? (
            <span className={cx('text-xs tabular-nums', status === 'overdue' ? 'text-destructive' : 'text-muted-foreground')}>Due {dateText(dueOn)}</span>
          ) : null}
        </div>
      </div>
      <table className="w-full border-t text-sm">
        <thead className="sr-only">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {keyed(lines, ({ description }) => description).map(({ key, item }) => (
            <tr key={key}>
              <td className="py-2 pr-4 pl-4">
                <div className="break-words">{item.description}</div>
                <div className="text-xs text-muted-foreground tabular-nums">
                  {numberText(item.quantity)} × {moneyText(item.unitPrice)}
                  {item.taxPercent > 0 ? ` · ${numberText(item.taxPercent)} % tax` : ''}
                </div>
              </td>
              <td className="py-2 pr-4 text-right align-baseline font-medium whitespace-nowrap tabular-nums">{moneyText(item.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length === 0 ? <p className="px-4 py-3 text-sm text-muted-foreground">There are no lines on this invoice.</p> : null}
      <Facts
        className="border-t bg-muted/40 px-4 py-1"
        facts={[
          ...(isZero(tax)
            ? []
            : [
                { label: 'Net', value: moneyText(subtotal) },
                { label: 'Tax', value: moneyText(tax) },
              ]),
          { label: 'Total', value: moneyText(total), strong: true },
          ...(issuedOn ? [{ label: 'Issued', value: dateText(issuedOn) }] : []),
        ]}
      />
      {note ? <p className="border-t px-4 py-2.5 text-xs break-words whitespace-pre-wrap text-muted-foreground">{note}</p> : null}
      {open ? (
        <div className="border-t px-4 py-3">
          <CommentField />
        </div>
      ) : null}
      <Said text={commentOf(state)} />
      <AnswerBar
        approve={`Pay ${moneyText(total)}`}
        decline="Do not pay"
        done="To be paid: approved"
        onApprove={() => emit('approve')}
        onDecline={() => emit('decline')}
      />
    </Frame>
  )
}

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 })
const numberText = (value: number): string => numbers.format(value)
