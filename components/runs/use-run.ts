'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { emptyRun, foldRun, type RunState } from '../../server/engine/run-state.ts'
import { getRunContract, type RunEntry, runFeedContract } from '../../server/runs/contract.ts'
import { addressOf } from '../api.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { isOver } from './run-status.tsx'
import { useEntries } from './use-entries.ts'

/** One run, kept current while it goes on: what it is, all that happened, and the state that follows from it. */
export function useRun(runId: string) {
  const { slug } = useWorkspace()
  const input = { workspace: slug, run: runId }
  const run = useData(getRunContract, input)
  const { entries, add, reset } = useEntries()
  const client = useQueryClient()
  const loaded = run.data?.entries

  useEffect(() => {
    if (loaded) reset(loaded)
  }, [loaded, reset])

  const over = run.data ? isOver(run.data.status) : true
  const after = loaded?.at(-1)?.seq ?? 0
  useEffect(() => {
    if (over) return
    const { url } = addressOf(runFeedContract, { workspace: slug, run: runId, after })
    const source = new EventSource(url)
    source.onmessage = ({ data }) => {
      const entry: RunEntry = JSON.parse(data)
      add(entry)
      if (entry.event.kind.startsWith('run.')) void client.invalidateQueries({ queryKey: [getRunContract.id, { workspace: slug, run: runId }] })
    }
    return () => source.close()
  }, [over, after, slug, runId, add, client])

  const state = useMemo(() => entries.reduce<RunState>((folded, { event, at }) => foldRun(folded, event, at), emptyRun), [entries])
  return { run, entries, state }
}
