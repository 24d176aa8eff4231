'use client'
import { Check, Copy, Package, X } from 'lucide-react'
import type { OrderStatusProps } from '../../../server/blocks/show/props/index.ts'
import { Badge, cx, IconButton, type Tone } from '../../ui/index.ts'
import { copyText } from '../copy-text.ts'
import { Frame } from '../frame.tsx'
import { keyed } from '../keyed.ts'
import { dayText, momentText, whenText } from '../when.ts'

type Step = OrderStatusProps['steps'][number]

const marks: Record<Step['state'], { dot: string; word: string }> = {
  done: { dot: 'border-transparent bg-success-soft text-success', word: 'done' },
  now: { dot: 'border-transparent bg-ember-soft text-ember', word: 'now' },
  next: { dot: 'bg-card text-subtle-foreground', word: 'still to come' },
  failed: { dot: 'border-transparent bg-destructive-soft text-destructive', word: 'did not work' },
}

/** Where an order is: the step of now leads, the rest stands below. */
export function OrderStatus({ order, steps, carrier, tracking, eta, items }: OrderStatusProps) {
  const { tone, text } = headOf(steps)
  const now = new Date()
  return (
    <Frame
      icon={Package}
      title={`Order ${order}`}
      aside={
        steps.length > 0 ? (
          <Badge tone={tone} className="mr-2 max-w-40">
            <span className="truncate">{text}</span>
          </Badge>
        ) : undefined
      }
    >
      {eta ? (
        <div className="px-4 pt-3.5 pb-3">
          <div className="text-xs text-muted-foreground">Expected</div>
          <time dateTime={eta} title={momentText(eta)} className="mt-0.5 block text-xl font-semibold tracking-tight">
            {dayText(eta, now)}
          </time>
        </div>
      ) : null}
      {steps.length === 0 ? <p className="px-4 py-5 text-sm text-muted-foreground">Nothing is known about this order yet.</p> : null}
      <ol className={cx('px-4 py-3', eta && 'border-t')}>
        {keyed(steps, ({ name }) => name).map(({ key, item: step }, index) => (
          <li key={key} aria-current={step.state === 'now' ? 'step' : undefined} className="relative flex gap-3 pb-4 text-sm last:pb-0">
            {index < steps.length - 1 ? (
              <span
                aria-hidden="true"
                className={cx('absolute top-5 bottom-0 left-[0.5625rem] w-px', step.state === 'done' ? 'bg-success' : 'bg-border-strong')}
              />
            ) : null}
            <span
              aria-hidden="true"
              className={cx('relative mt-0.5 flex size-[1.1875rem] shrink-0 items-center justify-center rounded-full border', marks[step.state].dot)}
            >
              <Mark state={step.state} />
            </span>
            <div className="min-w-0 flex-1">
              <div className={cx('break-words', step.state === 'now' && 'font-medium', step.state === 'next' && 'text-muted-foreground')}>
                {step.name}
                <span className="sr-only">, {marks[step.state].word}</span>
              </div>
              {step.detail ? <div className="text-xs break-words text-muted-foreground">{step.detail}</div> : null}
            </div>
            {step.at ? (
              <time dateTime={step.at} title={momentText(step.at)} className="shrink-0 text-xs text-muted-foreground tabular-nums">
                {whenText(step.at, now)}
              </time>
            ) : null}
          </li>
        ))}
      </ol>
      {items.length > 0 ? (
        <ul className="border-t px-4 py-2.5 text-sm text-muted-foreground">
          {keyed(items, ({ title }) => title).map(({ key, item }) => (
            <li key={key} className="break-words tabular-nums">
              {item.quantity} × {item.title}
            </li>
          ))}
        </ul>
      ) : null}
      {tracking || carrier ? (
        <div className="flex min-h-10 items-center gap-2 border-t bg-muted/40 py-1 pr-2 pl-4 text-xs text-muted-foreground">
          <span className="min-w-0 truncate">{carrier || 'Tracking'}</span>
          <code className="min-w-0 flex-1 truncate text-right font-mono text-foreground">{tracking}</code>
          {tracking ? (
            <IconButton size="sm" label="Copy the tracking number" onClick={() => copyText(tracking)}>
              <Copy aria-hidden="true" />
            </IconButton>
          ) : null}
        </div>
      ) : null}
    </Frame>
  )
}

function Mark({ state }: { state: Step['state'] }) {
  if (state === 'done') return <Check className="size-3" strokeWidth={3} />
  if (state === 'failed') return <X className="size-3" strokeWidth={3} />
  return <span className={cx('size-1.5 rounded-full bg-current', state === 'now' && 'animate-pulse-soft')} />
}

function headOf(steps: Step[]): { tone: Tone; text: string } {
  const failed = steps.find(({ state }) => state === 'failed')
  if (failed) return { tone: 'danger', text: failed.name }
  const at = steps.find(({ state }) => state === 'now')
  if (at) return { tone: 'ember', text: at.name }
  const last = steps.findLast(({ state }) => state === 'done')
  return last ? { tone: 'success', text: last.name } : { tone: 'neutral', text: 'Not begun' }
}
