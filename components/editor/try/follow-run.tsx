'use client'
import { useEffect } from 'react'
import { useRun } from '../../runs/use-run.ts'

export type Followed = ReturnType<typeof useRun>

/** Listens to one run and tells what it hears; draws nothing. A component, because a run is only sometimes followed. */
export function FollowRun({ run, onChange }: { run: string; onChange: (followed: Followed) => void }) {
  const { run: detail, entries, state } = useRun(run)
  useEffect(() => onChange({ run: detail, entries, state }), [detail, entries, state, onChange])
  return null
}
