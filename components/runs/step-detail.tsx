'use client'
import { useContext } from 'react'
import type { Answer } from '../../server/engine/hands.ts'
import type { WaitState } from '../../server/engine/run-state.ts'
import { durationText } from '../ui/ago-text.ts'
import { cx } from '../ui/cx.ts'
import { TimeAgo } from '../ui/time-ago.tsx'
import { JsonView } from './json-view.tsx'
import type { Repeated } from './repeated.ts'
import { RunContext } from './run-context.ts'
import { costText, spendingOf } from './spending.ts'
import type { Step } from './step-list.ts'
import { StepRepair } from './step-repair.tsx'

/** What a step was given, what it gave, what it said, and what went wrong. */
export function StepDetail({ step: { node, waits }, repeated }: { step: Step; repeated: Repeated | null }) {
  const place = useContext(RunContext)
  const spent = place ? spendingOf(place.spending, node.path) : undefined
  const cost = spent ? costText(spent) : ''
  const nothing = node.input === undefined && node.output === undefined && !node.error && node.logs.length === 0 && waits.length === 0 && !node.rejected
  return (
    <div className="grid gap-3 border-t bg-muted/40 px-4 py-3 sm:pl-10">
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
        <span>
          Step <code className="font-mono text-foreground">{node.path}</code>
        </span>
        {node.block ? (
          <span>
            Block <code className="font-mono text-foreground">{node.block}</code>
          </span>
        ) : null}
        {node.attempt ? <span>{node.attempt.startsWith('0.') ? 'Taken over, not done again' : `Attempt ${node.attempt}`}</span> : null}
        {node.retries > 0 ? <span>Tried {node.retries + 1} times</span> : null}
        {node.ms === undefined ? null : <span>Took {durationText(node.ms)}</span>}
        {spent && spent.tokens > 0 ? <span>{spent.tokens.toLocaleString('en')} model tokens</span> : null}
        {cost ? <span>Cost {cost}</span> : null}
      </p>
      {repeated ? <p className={cx('text-sm', repeated.twice ? 'text-warning' : 'text-muted-foreground')}>{repeated.words}</p> : null}
      {node.error ? (
        <div role="note" className="rounded-md border border-destructive/30 bg-destructive-soft px-3 py-2 text-sm text-destructive">
          {node.error.message}
          <span className="mt-0.5 block text-xs">
            Code {node.error.code}
            {node.handled ? '. The flow handled this failure and went on.' : ''}
          </span>
        </div>
      ) : null}
      {node.rejected ? (
        <p className="text-sm text-destructive">
          Port “{node.rejected.port}” refused its value: {node.rejected.reason}.
        </p>
      ) : null}
      {waits.map((wait) => (
        <Asked key={wait.wait} wait={wait} />
      ))}
      <div className="grid gap-3 lg:grid-cols-2">
        {node.input === undefined ? null : <JsonView label="Input" value={node.input} />}
        {node.output === undefined ? null : <JsonView label="Output" value={node.output} />}
      </div>
      {node.logs.length > 0 ? (
        <ul aria-label="Log" className="grid gap-0.5 font-mono text-xs text-muted-foreground">
          {node.logs.map(({ message, at }, i) => (
            <li key={`${at}-${String(i)}`}>{message}</li>
          ))}
        </ul>
      ) : null}
      <StepRepair node={node} />
      {nothing ? (
        <p className="text-sm text-muted-foreground">
          {node.status === 'skipped' ? 'Nothing led here in this run.' : 'Nothing was recorded beside that it happened.'}
        </p>
      ) : null}
    </div>
  )
}

function Asked({ wait }: { wait: WaitState }) {
  return (
    <div className="rounded-md border bg-card px-3 py-2 text-sm">
      <p className="font-medium">{wait.question.title}</p>
      {wait.question.message ? <p className="text-muted-foreground">{wait.question.message}</p> : null}
      <p className="mt-1 text-xs text-muted-foreground">
        {wait.askedAt ? (
          <>
            Asked <TimeAgo at={wait.askedAt} />
          </>
        ) : null}
        {wait.answer ? <> · {answerWords(wait.answer)}</> : wait.status === 'expired' ? ' · nobody answered in time' : ' · open'}
      </p>
    </div>
  )
}

function answerWords({ outcome, by }: Answer): string {
  if (outcome === 'expired') return 'nobody answered in time'
  return by ? `${outcome} by ${by.name}` : outcome
}
