'use client'
import { CircleStop, MessagesSquare } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { cancelRunContract, getRunContract, listRunsContract } from '../../server/runs/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TabPanel, Tabs } from '../ui/tabs.tsx'
import { EventLog } from './event-log.tsx'
import { JsonView } from './json-view.tsx'
import { PauseRun } from './pause-run.tsx'
import { RepeatedNote } from './repeated-note.tsx'
import { ReplayBar } from './replay-bar.tsx'
import { RunActions } from './run-actions.tsx'
import { RunCanvas } from './run-canvas.tsx'
import { RunContext, type RunPlace } from './run-context.ts'
import { RunFacts } from './run-facts.tsx'
import { isOver, RunStatusBadge } from './run-status.tsx'
import { spendingIn } from './spending.ts'
import { stateAt } from './state-at.ts'
import { StuckNote } from './stuck-note.tsx'
import { Timeline } from './timeline.tsx'
import { useRun } from './use-run.ts'

export function RunPage({ runId }: { runId: string }) {
  const { slug, can } = useWorkspace()
  const { run, entries, state } = useRun(runId)
  const [tab, setTab] = useState('steps')
  const [at, setAt] = useState<number | null>(null)
  const shown = useMemo(() => (at === null ? state : stateAt(entries, at)), [at, entries, state])
  const flowThatRan = run.data?.flow
  const mayRepair = run.data !== undefined && isOver(run.data.status) && can('run:start')
  const place = useMemo<RunPlace | null>(
    () => (flowThatRan ? { run: runId, flow: flowThatRan, mayRepair, spending: spendingIn(entries) } : null),
    [runId, flowThatRan, mayRepair, entries],
  )
  const back = { href: `/${slug}/runs`, label: 'Runs' }
  if (run.isError)
    return (
      <Page>
        <PageHeader back={back} title="Run" />
        <ErrorState error={run.error} onRetry={() => run.refetch()} retrying={run.isFetching} />
      </Page>
    )
  if (run.isPending)
    return (
      <Page>
        <PageHeader back={back} title={<Skeleton className="h-6 w-52" />} />
        <RowSkeletons rows={5} />
      </Page>
    )
  const { agentName, status, demo, preview, outlet, error, flow, input, output, forkedFrom, forkPath, dismissed, heldBack, stuckSince } = run.data
  return (
    <Page>
      <PageHeader
        back={back}
        title={agentName || 'A deleted agent'}
        meta={
          <>
            <RunStatusBadge status={status} />
            {demo ? <Badge title="Answered by the scripted demo model, not by a real one">DEMO</Badge> : null}
            {heldBack ? <Badge title="The limit is set in the editor, under “Runs at once”">{`Waits: at most ${heldBack.most} at once`}</Badge> : null}
            {dismissed ? <Badge title={`By ${dismissed.by}`}>Dismissed</Badge> : null}
          </>
        }
        description={preview ? `“${preview}”` : undefined}
        actions={
          <>
            {outlet ? (
              <ButtonLink href={`/${slug}/rooms/${outlet}`} variant={status === 'waiting' ? 'primary' : 'secondary'}>
                <MessagesSquare aria-hidden="true" /> {status === 'waiting' ? 'Answer in the room' : 'Open the room'}
              </ButtonLink>
            ) : null}
            <PauseRun run={run.data} />
            {isOver(status) ? null : <CancelRun runId={runId} />}
            <RunActions run={run.data} />
          </>
        }
      />
      {forkedFrom ? (
        <p className="mb-4 text-sm text-muted-foreground">
          {forkPath === null ? 'Made from ' : 'Goes on from '}
          <Link href={`/${slug}/runs/${forkedFrom}`} className="text-foreground underline underline-offset-2">
            another run
          </Link>
          {forkPath === null ? (
            '.'
          ) : (
            <>
              , at <code className="font-mono">{forkPath}</code>. What came before was taken over and not done again.
            </>
          )}
        </p>
      ) : null}
      {error ? (
        <div role="alert" className="mb-5 rounded-lg border border-destructive/30 bg-destructive-soft px-4 py-3 text-sm text-destructive">
          <p className="font-medium">{error.message}</p>
          {state.failedAt ? (
            <p className="mt-0.5 text-xs">
              At step <code className="font-mono">{state.failedAt}</code>, code {error.code}
            </p>
          ) : null}
        </div>
      ) : null}
      {stuckSince ? <StuckNote since={stuckSince} /> : null}
      <RepeatedNote state={state} flow={flow} />
      <RunFacts run={run.data} state={state} entries={entries} />
      {entries.length > 1 ? <ReplayBar entries={entries} at={at} onMove={setAt} /> : null}
      <RunContext value={place}>
        <Tabs
          label="What happened"
          value={tab}
          onChange={setTab}
          className="mt-6"
          items={[
            { value: 'steps', label: 'Steps' },
            { value: 'canvas', label: 'Canvas' },
            { value: 'events', label: 'Events', count: entries.length },
            { value: 'data', label: 'Input and output' },
          ]}
        >
          <TabPanel value="steps" className="pt-4">
            <Timeline
              state={shown}
              entries={at === null ? entries : entries.slice(0, at)}
              flow={flow}
              over={isOver(status)}
              {...(at === null ? {} : { until: Date.parse(entries[at - 1]?.at ?? '') })}
            />
          </TabPanel>
          <TabPanel value="canvas" className="pt-4">
            <RunCanvas flow={flow} state={shown} />
          </TabPanel>
          <TabPanel value="events" className="pt-4">
            <EventLog entries={entries} />
          </TabPanel>
          <TabPanel value="data" className="grid gap-4 pt-4 lg:grid-cols-2">
            <JsonView label="Input" value={input} />
            <JsonView label="Output" value={output} />
          </TabPanel>
        </Tabs>
      </RunContext>
    </Page>
  )
}

function CancelRun({ runId }: { runId: string }) {
  const { slug, can } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const cancel = useAction(cancelRunContract, { refresh: [getRunContract, listRunsContract], onDone: () => setAsking(false) })
  if (!can('run:cancel')) return null
  return (
    <ConfirmDialog
      open={asking}
      onOpenChange={setAsking}
      trigger={
        <Button>
          <CircleStop aria-hidden="true" /> Cancel run
        </Button>
      }
      title="Cancel this run?"
      confirm="Cancel run"
      cancel="Keep it going"
      danger
      busy={cancel.isPending}
      onConfirm={() => cancel.mutate({ workspace: slug, run: runId })}
    >
      It stops at its next step and cannot be continued. What it has done stays done.
    </ConfirmDialog>
  )
}
