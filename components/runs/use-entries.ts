'use client'
import { useCallback, useState } from 'react'
import type { RunEntry } from '../../server/runs/contract.ts'

/** A feed's entries in order, each once, however often it comes. */
export function useEntries() {
  const [entries, setEntries] = useState<readonly RunEntry[]>([])
  const add = useCallback((entry: RunEntry) => setEntries((before) => (entry.seq > (before.at(-1)?.seq ?? 0) ? [...before, entry] : before)), [])
  const reset = useCallback(
    (loaded: readonly RunEntry[]) => setEntries((before) => ((before.at(-1)?.seq ?? 0) > (loaded.at(-1)?.seq ?? 0) ? before : loaded)),
    [],
  )
  return { entries, add, reset }
}
