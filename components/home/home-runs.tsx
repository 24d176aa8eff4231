'use client'
import Link from 'next/link'
import { listRunsContract } from '../../server/runs/contract.ts'
import { useData } from '../data/use-data.ts'
import { RunStatusLine } from '../runs/run-status.tsx'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { Section } from './section.tsx'

export function HomeRuns() {
  const { slug } = useWorkspace()
  const { data } = useData(listRunsContract, { workspace: slug, limit: 6 }, { every: 10_000 })
  if (!data) return null
  return (
    <Section title="Latest runs" more={{ href: `/${slug}/runs`, label: 'All runs' }}>
      {data.runs.length === 0 ? (
        <EmptyState title="No runs yet" className="py-8">
          A message to an agent starts one.
        </EmptyState>
      ) : (
        <ul className="overflow-hidden rounded-lg border bg-card">
          {data.runs.map((run) => (
            <li key={run.id} className="border-b last:border-b-0">
              <Link
                href={`/${slug}/runs/${run.id}`}
                className="flex h-11 items-center gap-3 px-4 text-sm transition-colors hover:bg-muted/60 focus-visible:-outline-offset-2"
              >
                <span className="min-w-0 flex-1 truncate">{run.preview || run.agentName}</span>
                <RunStatusLine status={run.status} />
                <TimeAgo at={run.createdAt} className="text-xs whitespace-nowrap text-muted-foreground" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
