'use client'
import { Check, CircleCheck, CircleX, Clock, Copy, Download, type LucideIcon } from 'lucide-react'
import type { TransactionReceiptProps } from '../../../server/blocks/show/props/index.ts'
import { cx, IconButton } from '../../ui/index.ts'
import { copyText } from '../copy-text.ts'
import { downloadText } from '../download-text.ts'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'
import { isZero, moneyText } from '../money-text.ts'
import { momentText } from '../when.ts'
import { receiptText } from './receipt-text.ts'

const heads: Record<TransactionReceiptProps['status'], { icon: LucideIcon; text: string; tone: string }> = {
  posted: { icon: CircleCheck, text: 'Sent', tone: 'text-success' },
  pending: { icon: Clock, text: 'On its way', tone: 'text-warning' },
  failed: { icon: CircleX, text: 'Not sent', tone: 'text-destructive' },
}

/** What happened to the money, for good. */
export function TransactionReceipt(props: TransactionReceiptProps) {
  const { status, from, to, amount, fee, memo, reference, timeline } = props
  const { icon: Icon, text, tone } = heads[status]
  return (
    <Frame
      icon={Icon}
      title="Receipt"
      aside={
        <IconButton size="sm" label="Download the receipt as text" onClick={() => downloadText(`receipt-${reference}.txt`, receiptText(props))}>
          <Download aria-hidden="true" />
        </IconButton>
      }
    >
      <div className="px-4 pt-3.5 pb-3">
        <div className={cx('flex items-center gap-1.5 text-sm font-medium', tone)}>
          <Icon aria-hidden="true" className="size-4" /> {text}
        </div>
        <div className={cx('mt-1 text-2xl font-semibold tracking-tight break-all tabular-nums', status === 'failed' && 'text-muted-foreground line-through')}>
          {moneyText(amount)}
        </div>
        <div className="mt-0.5 text-sm break-words text-muted-foreground">to {to.label}</div>
      </div>
      {timeline.length > 0 ? <Timeline steps={timeline} /> : null}
      <Facts
        className="border-t px-4 py-1"
        facts={[
          { label: 'From', value: from.label },
          { label: 'To', value: to.label },
          ...(memo ? [{ label: 'For', value: memo }] : []),
          { label: 'Fee', value: isZero(fee) ? 'None' : moneyText(fee) },
        ]}
      />
      <div className="flex items-center gap-2 border-t bg-muted/40 py-1 pr-2 pl-4 text-xs text-muted-foreground">
        <span>Reference</span>
        <code className="min-w-0 flex-1 truncate text-right font-mono text-foreground">{reference}</code>
        <IconButton size="sm" label="Copy the reference" onClick={() => copyText(reference)}>
          <Copy aria-hidden="true" />
        </IconButton>
      </div>
    </Frame>
  )
}

const marks: Record<TransactionReceiptProps['timeline'][number]['state'], string> = {
  done: 'bg-success-soft text-success',
  now: 'bg-warning-soft text-warning',
  next: 'border text-subtle-foreground',
}

function Timeline({ steps }: { steps: TransactionReceiptProps['timeline'] }) {
  return (
    <ol className="grid gap-2 border-t px-4 py-3 text-sm">
      {steps.map((step) => (
        <li key={step.name} className="flex items-center gap-2.5">
          <span aria-hidden="true" className={cx('flex size-4 items-center justify-center rounded-full', marks[step.state])}>
            {step.state === 'done' ? <Check className="size-2.5" strokeWidth={3} /> : <span className="size-1 rounded-full bg-current" />}
          </span>
          <span className={cx('min-w-0 flex-1 truncate', step.state === 'next' && 'text-muted-foreground')}>{step.name}</span>
          <time dateTime={step.at} className="shrink-0 text-xs text-muted-foreground tabular-nums">
            {momentText(step.at)}
          </time>
        </li>
      ))}
    </ol>
  )
}
