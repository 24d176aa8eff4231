'use client'
import { ChevronRight, Circle, CircleAlert, CircleCheck, CircleDashed, Hand } from 'lucide-react'
import { useId, useState } from 'react'
import type { NodeState } from '../../server/engine/run-state.ts'
import { durationText } from '../ui/ago-text.ts'
import { Badge } from '../ui/badge.tsx'
import { cx } from '../ui/cx.ts'
import { Spinner } from '../ui/spinner.tsx'
import type { Repeated } from './repeated.ts'
import { StepDetail } from './step-detail.tsx'
import type { Step } from './step-list.ts'

export type Bar = { left: number; width: number; ms: number }

type StepRowProps = { step: Step; bar: Bar | null; repeated: Repeated | null; startOpen?: boolean }

/** One step of the timeline: what, how it went, when and how long; opened, with what went in and came out. */
export function StepRow({ step, bar, repeated, startOpen = false }: StepRowProps) {
  const { node, title, depth, turn, hasParts } = step
  const [open, setOpen] = useState(startOpen)
  const detail = useId()
  return (
    <li className="border-b last:border-b-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={detail}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-3 py-2 text-left transition-colors hover:bg-muted/60 focus-visible:-outline-offset-2 md:grid-cols-[minmax(0,22rem)_minmax(0,1fr)_5.5rem] coarse:py-3"
      >
        <span className="flex min-w-0 items-center gap-2" style={{ paddingLeft: `${depth * 1.25}rem` }}>
          <ChevronRight aria-hidden="true" className={cx('size-3.5 shrink-0 text-subtle-foreground transition-transform duration-100', open && 'rotate-90')} />
          <StatusIcon status={node.status} />
          {turn === null ? null : <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{turn}.</span>}
          <span className={cx('truncate text-sm', depth === 0 && 'font-medium', node.status === 'skipped' && 'text-muted-foreground')}>{title}</span>
          {node.toolCall ? <code className="hidden truncate font-mono text-xs text-muted-foreground sm:inline">{node.toolCall.name}</code> : null}
          {repeated ? <Badge tone={repeated.twice ? 'warning' : 'neutral'}>{repeated.twice ? 'perhaps done twice' : 'begun again'}</Badge> : null}
          {node.retries > 0 ? <Badge tone="warning">{node.retries === 1 ? 'tried twice' : `tried ${node.retries + 1} times`}</Badge> : null}
        </span>
        <span aria-hidden="true" className="relative hidden h-4 md:block">
          {bar ? <BarMark bar={bar} status={node.status} whole={hasParts} /> : null}
        </span>
        <span className="text-right text-xs whitespace-nowrap text-muted-foreground tabular-nums">{durationOf(node, bar)}</span>
      </button>
      <div id={detail} hidden={!open}>
        {open ? <StepDetail step={step} repeated={repeated} /> : null}
      </div>
    </li>
  )
}

/** A step with parts is a thin line over them; the parts are what took the time. */
function BarMark({ bar, status, whole }: { bar: Bar; status: NodeState['status']; whole: boolean }) {
  const look = whole ? 'top-[7px] h-0.5 bg-border-strong' : cx('top-1.5 h-1.5', barTones[status])
  return <span className={cx('absolute min-w-0.5 rounded-full', look)} style={{ left: `${bar.left}%`, width: `${bar.width}%` }} />
}

function durationOf(node: NodeState, bar: Bar | null): string {
  if (node.status === 'skipped') return 'skipped'
  if (node.status === 'waiting') return 'waiting'
  return bar ? durationText(bar.ms) : ''
}

const barTones: Record<NodeState['status'], string> = {
  running: 'bg-ember animate-pulse-soft',
  waiting: 'bg-warning',
  done: 'bg-subtle-foreground/70',
  failed: 'bg-destructive',
  skipped: 'bg-border-strong',
}

function StatusIcon({ status }: { status: NodeState['status'] }) {
  const look = 'size-4 shrink-0'
  if (status === 'running') return <Spinner label="Running" className={cx(look, 'text-ember')} />
  if (status === 'waiting') return <Hand aria-label="Waiting for a person" className={cx(look, 'text-warning')} />
  if (status === 'done') return <CircleCheck aria-label="Done" className={cx(look, 'text-success')} />
  if (status === 'failed') return <CircleAlert aria-label="Failed" className={cx(look, 'text-destructive')} />
  return status === 'skipped' ? (
    <CircleDashed aria-label="Skipped" className={cx(look, 'text-subtle-foreground')} />
  ) : (
    <Circle aria-hidden="true" className={look} />
  )
}
