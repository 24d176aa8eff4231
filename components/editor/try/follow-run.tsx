'use client'
import { useEffect } from 'react'
import type { z } from 'zod'
import type { RunState } from '../../../server/engine/run-state.ts'
import type { getRunContract, RunEntry } from '../../../server/runs/contract.ts'
import { useRun } from '../../runs/use-run.ts'

export type Followed = { run: z.output<typeof getRunContract.output>; entries: readonly RunEntry[]; state: RunState }

/** Listens to one run and tells what it hears; draws nothing. A component, because a run is only sometimes followed. */
export function FollowRun({ run: id, onChange }: { run: string; onChange: (followed: Followed) => void }) {
  const { run, entries, state } = useRun(id)
  const { data } = run
  useEffect(() => {
    if (data) onChange({ run: data, entries, state })
  }, [data, entries, state, onChange])
  return null
}
