'use client'
import Link from 'next/link'
import { useState } from 'react'
import type { NodeState } from '../../server/engine/run-state.ts'
import { getRunContract, type RunSummary } from '../../server/runs/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { durationText } from '../ui/ago-text.ts'
import { Badge, EmptyState, ErrorState, Page, PageHeader, Switch, type Tone } from '../ui/index.ts'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { type Compared, compareRuns } from './compare-runs.ts'
import { JsonView } from './json-view.tsx'
import { RunStatusBadge } from './run-status.tsx'
import { stateAt } from './state-at.ts'

/** Two runs side by side, step by step. */
export function ComparePage({ one, other }: { one: string; other: string }) {
  const { slug } = useWorkspace()
  const a = useData(getRunContract, { workspace: slug, run: one })
  const b = useData(getRunContract, { workspace: slug, run: other })
  const [all, setAll] = useState(false)
  const failed = [a, b].find(({ isError }) => isError)
  const back = { href: `/${slug}/runs/${one}`, label: 'Run' }
  if (failed)
    return (
      <Page>
        <PageHeader back={back} title="Two runs" />
        <ErrorState error={failed.error} onRetry={() => failed.refetch()} retrying={failed.isFetching} />
      </Page>
    )
  if (!a.data || !b.data)
    return (
      <Page>
        <PageHeader back={back} title="Two runs" />
        <RowSkeletons rows={5} />
      </Page>
    )
  const compared = compareRuns(stateAt(a.data.entries, a.data.entries.length), stateAt(b.data.entries, b.data.entries.length))
  const shown = all ? compared : compared.filter(({ kind }) => kind !== 'same')
  return (
    <Page>
      <PageHeader back={back} title="Two runs" description="What went differently. How long a step took is told and does not count as a difference." />
      <div className="grid gap-3 sm:grid-cols-2">
        <Side run={a.data} slug={slug} />
        <Side run={b.data} slug={slug} />
      </div>
      <div className="mt-5 mb-2 flex items-center justify-between gap-3 text-sm text-muted-foreground">
        <span>
          {compared.length - compared.filter(({ kind }) => kind === 'same').length} of {compared.length} steps differ
        </span>
        <span className="flex items-center gap-2">
          <span aria-hidden="true">Show equal steps</span>
          <Switch checked={all} onChange={setAll} label="Show equal steps" />
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyState title="No difference">Every step was given the same and gave the same.</EmptyState>
      ) : (
        <div className="overflow-hidden rounded-lg border bg-card">
          {shown.map((step) => (
            <StepPair key={step.path} step={step} />
          ))}
        </div>
      )}
    </Page>
  )
}

function Side({ run, slug }: { run: RunSummary; slug: string }) {
  return (
    <section className="grid gap-1 rounded-lg border bg-card px-4 py-3 text-sm">
      <div className="flex items-center justify-between gap-2">
        <Link href={`/${slug}/runs/${run.id}`} className="truncate font-medium underline-offset-2 hover:underline">
          {run.preview || run.agentName || run.id}
        </Link>
        <RunStatusBadge status={run.status} />
      </div>
      <p className="text-xs text-muted-foreground">
        {run.revisionNumber === 0 ? 'A tried draft' : `Revision ${run.revisionNumber}`}, <TimeAgo at={run.createdAt} />
      </p>
    </section>
  )
}

const words: Record<Compared['kind'], { label: string; tone: Tone }> = {
  same: { label: 'Same', tone: 'neutral' },
  different: { label: 'Different', tone: 'warning' },
  'only-a': { label: 'Only in the first', tone: 'info' },
  'only-b': { label: 'Only in the second', tone: 'info' },
}

function StepPair({ step }: { step: Compared }) {
  const { label, tone } = words[step.kind]
  const parts = step.kind === 'different' ? step.differs.filter((part) => part !== 'status') : []
  return (
    <section className="grid gap-2 border-b px-4 py-3 last:border-b-0">
      <h2 className="flex flex-wrap items-center gap-2 text-sm">
        <code className="font-mono">{step.path}</code>
        <Badge tone={tone}>{label}</Badge>
      </h2>
      <div className="grid gap-3 text-xs text-muted-foreground sm:grid-cols-2">
        <span>{ended(step.a)}</span>
        <span>{ended(step.b)}</span>
      </div>
      {parts.map((part) => (
        <div key={part} className="grid gap-3 sm:grid-cols-2">
          <JsonView label={`First ${part}`} value={step.a?.[part]} />
          <JsonView label={`Second ${part}`} value={step.b?.[part]} />
        </div>
      ))}
    </section>
  )
}

function ended(node: NodeState | undefined): string {
  if (!node) return 'not reached'
  return node.ms === undefined ? node.status : `${node.status}, ${durationText(node.ms)}`
}
