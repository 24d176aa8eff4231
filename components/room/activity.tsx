'use client'
import { Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type ActiveRun, type Conversation, type Item, itemsOf } from '../../server/conversation/index.ts'
import { cancelRunContract } from '../../server/runs/contract.ts'
import { useAction } from '../data/use-data.ts'
import { Button } from '../ui/index.ts'

/** The runs that work right now, the oldest first; those that wait for people rest. */
export function workingRuns({ runs }: Conversation): ActiveRun[] {
  return Object.values(runs)
    .filter((run) => run.status !== 'waiting')
    .sort((a, b) => (a.since < b.since ? -1 : 1))
}

/** Below the last item: the agents that work and do not speak, and why nobody answers. */
export function Activity({ conversation }: { conversation: Conversation }) {
  const items = itemsOf(conversation)
  const last = items.at(-1)
  const speaking = new Set(items.slice(-20).flatMap((item) => (isGrowing(item) ? item.runId : [])))
  const quiet = workingRuns(conversation).filter(({ runId }) => !speaking.has(runId))
  const silence = last?.kind === 'message' ? last.routed.find(({ agentId }) => agentId === null) : undefined
  if (quiet.length === 0 && speaking.size === 0 && silence) return <p className="pt-2 text-right text-xs text-muted-foreground">{silence.reason}</p>
  return quiet.map((run) => <Working key={run.runId} run={run} />)
}

/** On the screen one sees that somebody is at it. */
const isGrowing = (item: Item): boolean => (item.kind === 'card' ? item.draft === true : 'streaming' in item && item.streaming)

function Working({ run }: { run: ActiveRun }) {
  const slow = useLater(run.status === 'queued' ? run.runId : undefined, 6_000)
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

/** Stops all that works now, tools included. What waits for its turn comes next. */
export function StopButton({ workspace, runs }: { workspace: string; runs: readonly ActiveRun[] }) {
  const cancel = useAction(cancelRunContract)
  const stop = () => {
    for (const { runId } of runs) cancel.mutate({ workspace, run: runId })
  }
  return (
    <Button size="md" onClick={stop} busy={cancel.isPending || cancel.isSuccess} aria-label={runs.length > 1 ? 'Stop the agents' : 'Stop the agent'}>
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
