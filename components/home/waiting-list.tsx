'use client'
import { ArrowRight, Hand } from 'lucide-react'
import Link from 'next/link'
import { listRunsContract, listWaitsContract } from '../../server/runs/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { Section } from './section.tsx'

/** What agents asked and nobody answered yet: the one part of a home page that is work. */
export function WaitingList() {
  const { slug } = useWorkspace()
  const waits = useData(listWaitsContract, { workspace: slug }, { every: 20_000 })
  const open = waits.data?.waits ?? []
  const runs = useData(listRunsContract, { workspace: slug, status: 'waiting', limit: 200 }, { enabled: open.length > 0 })
  if (open.length === 0) return null
  const runOf = new Map(runs.data?.runs.map((run) => [run.id, run]))
  return (
    <Section title={open.length === 1 ? 'One answer is needed' : `${open.length} answers are needed`}>
      <ul className="overflow-hidden rounded-lg border border-ember-line bg-card">
        {open.map((wait) => {
          const run = runOf.get(wait.runId)
          return (
            <li key={wait.id} className="border-b last:border-b-0">
              <Link
                href={run?.outlet ? `/${slug}/rooms/${run.outlet}` : `/${slug}/runs/${wait.runId}`}
                className="group flex items-center gap-3 px-4 py-3 transition-colors hover:bg-muted/60 focus-visible:-outline-offset-2"
              >
                <span aria-hidden="true" className="flex size-8 shrink-0 items-center justify-center rounded-md bg-ember-soft text-ember">
                  <Hand className="size-4" />
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-base font-medium">{wait.question.title}</span>
                  <span className="block truncate text-sm text-muted-foreground">
                    {run ? `${run.agentName} · ` : ''}asked <TimeAgo at={wait.askedAt} />
                  </span>
                </span>
                <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-muted-foreground transition-transform group-hover:translate-x-0.5" />
              </Link>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
