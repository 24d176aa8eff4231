'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { RunState } from '../../server/engine/run-state.ts'
import type { RunEntry, RunSummary } from '../../server/runs/contract.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { durationText } from '../ui/ago-text.ts'
import { TimeAgo } from '../ui/time-ago.tsx'
import { isOver } from './run-status.tsx'
import { costText } from './spending.ts'
import { pausesOf } from './timing.ts'
import { useNow } from './use-now.ts'

/** The few numbers that tell a run at a glance. */
export function RunFacts({ run, state, entries }: { run: RunSummary; state: RunState; entries: readonly RunEntry[] }) {
  const { slug } = useWorkspace()
  const now = useNow(run.status === 'running')
  const start = Date.parse(run.startedAt ?? run.createdAt)
  const end = run.finishedAt ? Date.parse(run.finishedAt) : isOver(run.status) ? start : now
  const waited = pausesOf(entries, end).reduce((sum, pause) => sum + pause.end - pause.start, 0)
  const tried = run.revisionNumber === 0
  const tokens = state.usage.inputTokens + state.usage.outputTokens
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-3 lg:grid-cols-6">
      <Fact name="Started">
        <TimeAgo at={run.createdAt} />
      </Fact>
      <Fact name="By">{run.startedBy || 'Unknown'}</Fact>
      <Fact name="Revision">
        <Link
          href={`/${slug}/agents/${run.agentId}${tried ? '' : `?revision=${run.revisionNumber}`}`}
          title={tried ? 'A draft, tried in the editor' : 'What it differs in from the draft'}
          className="underline underline-offset-2"
        >
          {tried ? 'Draft' : run.revisionNumber}
        </Link>
        {run.environment === 'production' ? null : <span className="text-muted-foreground"> in {run.environment}</span>}
      </Fact>
      <Fact name="Working time">{run.startedAt ? durationText(Math.max(0, end - start - waited)) : 'not started'}</Fact>
      <Fact name="Waited for people">{waited > 0 ? durationText(waited) : 'no'}</Fact>
      <Fact name={state.recoveries > 0 ? 'Workers lost' : 'Model tokens'}>
        {state.recoveries > 0 ? state.recoveries : tokens > 0 ? [tokens.toLocaleString('en'), costText(state.usage)].filter(Boolean).join(' · ') : 'none'}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-card px-4 py-2.5">
      <dt className="truncate text-xs text-muted-foreground">{name}</dt>
      <dd className="truncate text-base font-medium tabular-nums">{children}</dd>
    </div>
  )
}
