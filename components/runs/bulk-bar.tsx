'use client'
import { useState } from 'react'
import { type BulkAction, bulkRunsContract, countRunsContract, listRunsContract, type RunSummary } from '../../server/runs/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { toast } from '../ui/toast.ts'
import { isOver } from './run-status.tsx'

const most = 200
const doneWords: Record<BulkAction, string> = {
  cancel: 'cancelled',
  pause: 'held, or about to be',
  resume: 'going on',
  retry: 'started again',
  rerun: 'going on from the failure',
  dismiss: 'dismissed',
}

/** One thing done to all chosen runs. Each button counts those it is for. */
export function BulkBar({ chosen, onDone }: { chosen: readonly RunSummary[]; onDone: () => void }) {
  const { slug } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const bulk = useAction(bulkRunsContract, {
    refresh: [listRunsContract, countRunsContract],
    onDone() {
      setAsking(false)
      onDone()
    },
  })
  const paused = chosen.filter(({ status }) => status === 'paused')
  const going = chosen.filter(({ status }) => !isOver(status))
  const over = chosen.filter(({ status }) => isOver(status))
  const failed = chosen.filter(({ status }) => status === 'failed')
  const act = (action: BulkAction, runs: readonly RunSummary[]) =>
    bulk.mutate(
      { workspace: slug, action, runs: runs.slice(0, most).map(({ id }) => id) },
      {
        onSuccess({ results }) {
          const refused = results.filter((result) => !result.ok)
          const [first] = refused
          const done = `${results.length - refused.length} ${doneWords[action]}`
          if (first) toast.error(`${done}, ${refused.length} refused: ${first.error.message}`)
          else toast.success(done)
        },
      },
    )
  return (
    <section
      aria-label="Chosen runs"
      className="sticky bottom-3 z-10 mt-3 flex flex-wrap items-center gap-2 rounded-lg border bg-popover px-3 py-2 shadow-floating"
    >
      <span className="mr-auto text-sm font-medium tabular-nums">{chosen.length} chosen</span>
      {going.length > paused.length ? (
        <Button
          size="sm"
          busy={bulk.isPending}
          onClick={() =>
            act(
              'pause',
              going.filter(({ status }) => status !== 'paused'),
            )
          }
        >
          Pause {going.length - paused.length}
        </Button>
      ) : null}
      {paused.length > 0 ? (
        <Button size="sm" busy={bulk.isPending} onClick={() => act('resume', paused)}>
          Resume {paused.length}
        </Button>
      ) : null}
      {over.length > 0 ? (
        <Button size="sm" busy={bulk.isPending} onClick={() => act('retry', over)}>
          Retry {over.length}
        </Button>
      ) : null}
      {failed.length > 0 ? (
        <>
          <Button size="sm" busy={bulk.isPending} onClick={() => act('rerun', failed)}>
            Go on from the failure
          </Button>
          <Button size="sm" busy={bulk.isPending} onClick={() => act('dismiss', failed)}>
            Dismiss {failed.length}
          </Button>
        </>
      ) : null}
      {going.length > 0 ? (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          trigger={<Button size="sm">Cancel {going.length}</Button>}
          title={`Cancel ${going.length === 1 ? 'this run' : `these ${going.length} runs`}?`}
          confirm="Cancel them"
          cancel="Keep them going"
          danger
          busy={bulk.isPending}
          onConfirm={() => act('cancel', going)}
        >
          They stop at their next step. What they have done stays done.
        </ConfirmDialog>
      ) : null}
      <Button size="sm" variant="ghost" onClick={onDone}>
        Choose none
      </Button>
    </section>
  )
}
