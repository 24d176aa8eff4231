'use client'
import { Pause, Play } from 'lucide-react'
import { countRunsContract, getRunContract, listRunsContract, pauseRunContract, type RunSummary, resumeRunContract } from '../../server/runs/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { isOver } from './run-status.tsx'

const refresh = [getRunContract, listRunsContract, countRunsContract]

/** Holds a run, or lets it go on. */
export function PauseRun({ run: { id, status, pausing } }: { run: RunSummary }) {
  const { slug, can } = useWorkspace()
  const pause = useAction(pauseRunContract, { refresh })
  const resume = useAction(resumeRunContract, { refresh })
  if (isOver(status) || !can('run:cancel')) return null
  const key = { workspace: slug, run: id }
  if (status === 'paused')
    return (
      <Button variant="primary" busy={resume.isPending} onClick={() => resume.mutate(key)}>
        <Play aria-hidden="true" /> Resume
      </Button>
    )
  return (
    <Button busy={pause.isPending} disabled={pausing} title="Holds it when the steps under way are done" onClick={() => pause.mutate(key)}>
      <Pause aria-hidden="true" /> {pausing ? 'Pausing…' : 'Pause'}
    </Button>
  )
}
