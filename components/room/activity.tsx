'use client'
import { Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type ActiveRun, type Conversation, itemsOf } from '../../server/conversation/index.ts'
import { cancelRunContract } from '../../server/runs/contract.ts'
import { useAction } from '../data/use-data.ts'
import { Button } from '../ui/index.ts'

/** The run that works right now, the newest of them; those that wait for people rest. */
export function workingRun({ runs }: Conversation): ActiveRun | undefined {
  return Object.values(runs)
    .filter((run) => run.status !== 'waiting')
    .sort((a, b) => (a.since < b.since ? 1 : -1))[0]
}

/** Below the last item while an agent works and does not speak. */
export function Activity({ conversation }: { conversation: Conversation }) {
  const run = workingRun(conversation)
  const slow = useLater(run?.status === 'queued' ? run.runId : undefined, 6_000)
  if (!run) return null
  const last = itemsOf(conversation).at(-1)
  if (last?.kind === 'message' && last.streaming) return null
  const words = run.status === 'queued' ? (slow ? 'In line; it begins as soon as a worker is free' : 'In line') : 'Working'
  return (
    <p role="status" className="flex items-center gap-3 pt-4 text-sm text-muted-foreground">
      <span aria-hidden="true" className="flex justify-center sm:w-6">
        <span className="size-2 animate-pulse-soft rounded-full bg-ember" />
      </span>
      {run.speaker ? `${run.speaker} · ` : ''}
      {words}
    </p>
  )
}

/** Stops what works now, tools included. */
export function StopButton({ workspace, run }: { workspace: string; run: ActiveRun }) {
  const cancel = useAction(cancelRunContract)
  return (
    <Button size="md" onClick={() => cancel.mutate({ workspace, run: run.runId })} busy={cancel.isPending || cancel.isSuccess} aria-label="Stop the agent">
      <Square aria-hidden="true" className="size-3! fill-current" /> Stop
    </Button>
  )
}

/** True once the same thing has been there for so long. */
function useLater(key: string | undefined, ms: number): boolean {
  const [reached, setReached] = useState<string>()
  useEffect(() => {
    if (key === undefined) return
    const timer = setTimeout(() => setReached(key), ms)
    return () => clearTimeout(timer)
  }, [key, ms])
  return key !== undefined && reached === key
}
