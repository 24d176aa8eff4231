'use client'
import { Check, CloudOff, TriangleAlert } from 'lucide-react'
import { Button, Spinner } from '../ui/index.ts'
import type { OpenFlow } from './use-shared-flow.ts'
import { useStatus } from './use-status.ts'

/** Whether what is on screen is stored; quiet while all is well. It changes many times during a drag, so nothing else listens. */
export function SaveMark({ draft, workspace, agent }: { draft: OpenFlow; workspace: string; agent: string }) {
  const { save: state } = useStatus(draft, { workspace, agent })
  const onRetry = draft.sync.retry
  const style = 'flex items-center gap-1.5 text-xs whitespace-nowrap [&_svg]:size-3.5'
  switch (state.kind) {
    case 'saved':
      return (
        <span role="status" className={`${style} text-subtle-foreground`}>
          <Check aria-hidden="true" /> Saved
        </span>
      )
    case 'saving':
      return (
        <span role="status" className={`${style} text-subtle-foreground`}>
          <Spinner label="Saving" /> Saving
        </span>
      )
    case 'kept':
      return (
        <span role="status" title={`${state.error.message} It is handed in by itself, also after a reload.`} className={`${style} text-warning`}>
          <CloudOff aria-hidden="true" /> Kept in this browser
          <Button size="sm" variant="ghost" onClick={onRetry}>
            Try now
          </Button>
        </span>
      )
    case 'refused':
      return (
        <span role="alert" title={state.error.message} className={`${style} text-destructive`}>
          <TriangleAlert aria-hidden="true" />
          <span className="max-w-64 truncate">{state.error.message}</span>
          <Button size="sm" variant="ghost" onClick={onRetry}>
            Try again
          </Button>
        </span>
      )
  }
}
