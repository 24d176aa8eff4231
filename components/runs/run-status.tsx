import type { RunStatus } from '../../server/runs/contract.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { cx } from '../ui/cx.ts'

export const statusWords: Record<RunStatus, { label: string; tone: Tone; live?: boolean }> = {
  queued: { label: 'Queued', tone: 'neutral', live: true },
  running: { label: 'Running', tone: 'ember', live: true },
  waiting: { label: 'Waiting for a person', tone: 'warning' },
  paused: { label: 'Paused', tone: 'neutral' },
  completed: { label: 'Completed', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
}

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const { label, tone, live } = statusWords[status]
  return (
    <Badge tone={tone} dot={live ? 'live' : true}>
      {label}
    </Badge>
  )
}

/** The same for lists: a dot and a word, so that a page of completed runs stays quiet and the others stand out. */
export function RunStatusLine({ status }: { status: RunStatus }) {
  const { label, tone, live } = statusWords[status]
  return (
    <span className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap">
      <span aria-hidden="true" className={cx('size-1.5 rounded-full', dots[tone], live && 'animate-pulse-soft')} />
      <span className={status === 'completed' || status === 'cancelled' ? 'text-muted-foreground' : 'font-medium'}>
        {status === 'waiting' ? 'Waiting' : label}
      </span>
    </span>
  )
}

const dots: Record<Tone, string> = {
  neutral: 'bg-subtle-foreground',
  ember: 'bg-ember',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-destructive',
  info: 'bg-info',
}

export const isOver = (status: RunStatus): boolean => status === 'completed' || status === 'failed' || status === 'cancelled'
