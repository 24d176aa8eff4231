'use client'
import { Columns2, Download, Ellipsis, EyeOff, RotateCcw, Sparkles, StepForward } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { exportRunContract, listRunsContract, type RunSummary } from '../../server/runs/contract.ts'
import { addressOf } from '../api.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { agoText } from '../ui/ago-text.ts'
import { Button, Dialog, EmptyState, Field, IconButton, Menu, MenuItem, Select } from '../ui/index.ts'
import { isOver, statusWords } from './run-status.tsx'
import { useRepair } from './use-repair.ts'

/** What can be done with a run as a whole. */
export function RunActions({ run }: { run: RunSummary }) {
  const { can } = useWorkspace()
  const router = useRouter()
  const { slug, retry, fork, dismiss } = useRepair()
  const [comparing, setComparing] = useState(false)
  const key = { workspace: slug, run: run.id }
  const mayStart = can('run:start') && isOver(run.status)
  return (
    <>
      {mayStart ? (
        <Button busy={retry.isPending} onClick={() => retry.mutate(key)}>
          <RotateCcw aria-hidden="true" /> Retry
        </Button>
      ) : null}
      <Menu
        trigger={
          <IconButton label="More about this run">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        {mayStart && run.status !== 'completed' ? (
          <MenuItem icon={<StepForward />} onSelect={() => fork.mutate(key)}>
            {run.status === 'failed' ? 'Go on from the failure' : 'Go on from where it stopped'}
          </MenuItem>
        ) : null}
        {run.status === 'failed' && can('agent:edit') ? (
          <MenuItem icon={<Sparkles />} onSelect={() => router.push(`/${slug}/agents/${run.agentId}?copilot=${run.id}`)}>
            Mend the flow with the copilot
          </MenuItem>
        ) : null}
        {run.status === 'failed' && can('run:cancel') ? (
          <MenuItem icon={<EyeOff />} onSelect={() => dismiss.mutate({ ...key, undo: run.dismissed !== null })}>
            {run.dismissed ? 'Ask for attention again' : 'Dismiss this failure'}
          </MenuItem>
        ) : null}
        {run.forkedFrom ? (
          <MenuItem icon={<Columns2 />} onSelect={() => router.push(`/${slug}/runs/${run.forkedFrom}/compare/${run.id}`)}>
            Compare with the run before
          </MenuItem>
        ) : null}
        <MenuItem icon={<Columns2 />} onSelect={() => setComparing(true)}>
          Compare with…
        </MenuItem>
        <MenuItem icon={<Download />} onSelect={() => download(addressOf(exportRunContract, key).url, `run-${run.id}.json`)}>
          Export
        </MenuItem>
      </Menu>
      {comparing ? <CompareDialog run={run} onClose={() => setComparing(false)} /> : null}
    </>
  )
}

function CompareDialog({ run, onClose }: { run: RunSummary; onClose: () => void }) {
  const { slug } = useWorkspace()
  const router = useRouter()
  const found = useData(listRunsContract, { workspace: slug, agent: run.agentId, limit: 50 })
  const others = (found.data?.runs ?? []).filter(({ id }) => id !== run.id)
  const [other, setOther] = useState<string | null>(null)
  const now = Date.now()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Compare with another run"
      description={`Of ${run.agentName || 'this agent'}, step by step.`}
      footer={
        <Button variant="primary" disabled={other === null} onClick={() => router.push(`/${slug}/runs/${run.id}/compare/${other}`)}>
          Compare
        </Button>
      }
    >
      {found.data && others.length === 0 ? (
        <EmptyState title="No other run">This agent has run only once.</EmptyState>
      ) : (
        <Field label="Run">
          <Select
            value={other}
            onChange={setOther}
            items={others.map(({ id, preview, status, createdAt }) => ({
              value: id,
              label: preview || id.slice(-12),
              hint: `${statusWords[status].label}, ${agoText(createdAt, now)}`,
            }))}
          />
        </Field>
      )}
    </Dialog>
  )
}

function download(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
