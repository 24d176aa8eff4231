'use client'
import type { Flow } from '../../server/engine/flow.ts'
import type { RunState } from '../../server/engine/run-state.ts'
import { listBlocksContract } from '../../server/flows/contract.ts'
import type { RunEntry } from '../../server/runs/contract.ts'
import { useData } from '../data/use-data.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { repeatedOf } from './repeated.ts'
import { stepsOf } from './step-list.ts'
import { type Bar, StepRow } from './step-row.tsx'
import { pausesOf, type Span, spansOf, workingTime } from './timing.ts'
import { useNow } from './use-now.ts'

/** `until`: the moment that is looked at, when it is not now. */
type TimelineProps = { state: RunState; entries: readonly RunEntry[]; flow: Flow; over: boolean; until?: number }

/** The steps of a run beside the time they took. Waiting for people takes no width. */
export function Timeline({ state, entries, flow, over, until }: TimelineProps) {
  const blocks = useData(listBlocksContract, {})
  const cards = new Map(blocks.data?.blocks.map((card) => [card.id, card]))
  const ticking = useNow(!over && until === undefined)
  const now = until ?? ticking
  const steps = stepsOf(state, flow, (block) => cards.get(block)?.title)
  if (steps.length === 0)
    return (
      <EmptyState title="Nothing has happened yet">
        {until === undefined ? 'The run is in the queue. A worker takes it up as soon as one is free.' : 'At this event no step had begun.'}
      </EmptyState>
    )
  const working = workingTime(pausesOf(entries, now))
  const spans = spansOf(steps, now)
  const scale = scaleOf(spans.filter((span) => span !== null).map(({ start, end }) => ({ start: working(start), end: working(end) })))
  return (
    <ol aria-label="Steps" className="overflow-hidden rounded-lg border bg-card">
      {steps.map((step, i) => {
        const span = spans[i]
        return (
          <StepRow
            key={step.node.path}
            step={step}
            repeated={repeatedOf(step.node, cards.get(step.node.block ?? ''))}
            startOpen={step.node.status === 'failed'}
            bar={span ? scale({ start: working(span.start), end: working(span.end) }) : null}
          />
        )
      })}
    </ol>
  )
}

function scaleOf(spans: Span[]): (span: Span) => Bar {
  const first = Math.min(...spans.map(({ start }) => start))
  const whole = Math.max(1, Math.max(...spans.map(({ end }) => end)) - first)
  return ({ start, end }) => ({ left: Math.min(99.5, ((start - first) / whole) * 100), width: ((end - start) / whole) * 100, ms: end - start })
}
