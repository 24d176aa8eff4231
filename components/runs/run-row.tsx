import Link from 'next/link'
import type { RunSummary } from '../../server/runs/contract.ts'
import { environmentTone, environmentWords } from '../environments/environment-words.ts'
import { durationText } from '../ui/ago-text.ts'
import { Badge } from '../ui/badge.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { RunStatusLine } from './run-status.tsx'
import { triggerWords } from './trigger-words.ts'

type Pick = { picked: boolean; onPick: (picked: boolean) => void }

/** A run in a list: on a wide screen one line in columns, on a phone two. */
export function RunRow({ run, slug, showAgent = true, pick }: { run: RunSummary; slug: string; showAgent?: boolean; pick?: Pick | undefined }) {
  return (
    <li className="flex items-center border-b last:border-b-0">
      {pick ? (
        <span className="flex h-8 w-10 shrink-0 items-center justify-center">
          <Checkbox label={`Choose the run “${run.preview || run.id.slice(-12)}”`} checked={pick.picked} onChange={pick.onPick} />
        </span>
      ) : null}
      <Link
        href={`/${slug}/runs/${run.id}`}
        className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 transition-colors hover:bg-muted/60 focus-visible:-outline-offset-2 md:grid-cols-[6.5rem_minmax(0,1fr)_minmax(0,10rem)_5.5rem_6rem]"
      >
        <span className="max-md:order-2 max-md:justify-self-end">
          <RunStatusLine status={run.status} />
        </span>
        <span className="flex min-w-0 items-center gap-2 text-sm">
          <span className="truncate">{run.preview || triggerWords(run.trigger)}</span>
          {run.environment === 'production' ? null : <Badge tone={environmentTone[run.environment]}>{environmentWords[run.environment]}</Badge>}
          {run.demo ? <Badge title="Answered by the scripted demo model">DEMO</Badge> : null}
          {run.stuckSince ? (
            <Badge tone="warning" title="Nothing was heard of it for ten minutes although a worker holds it">
              No sign of life
            </Badge>
          ) : null}
          {run.dismissed ? <Badge title={`By ${run.dismissed.by}`}>Dismissed</Badge> : null}
        </span>
        <span className="truncate text-xs text-muted-foreground max-md:order-3">{showAgent ? run.agentName : run.startedBy}</span>
        <span className="hidden text-right text-xs text-muted-foreground tabular-nums md:block">{tookOf(run)}</span>
        <TimeAgo at={run.createdAt} className="justify-self-end text-xs whitespace-nowrap text-muted-foreground tabular-nums max-md:order-4" />
      </Link>
    </li>
  )
}

/** From start to end, waiting included: how long somebody had to wait for it. */
function tookOf({ startedAt, finishedAt }: RunSummary): string {
  return startedAt && finishedAt ? durationText(Date.parse(finishedAt) - Date.parse(startedAt)) : ''
}
