'use client'
import { createContext } from 'react'
import type { Flow } from '../../server/engine/flow.ts'
import type { Spending } from './spending.ts'

/** What the parts of a run's page know of the run. */
export type RunPlace = {
  run: string
  flow: Flow
  /** It has ended, and who looks may start runs: it can be repaired. */
  mayRepair: boolean
  spending: ReadonlyMap<string, Spending>
}

export const RunContext = createContext<RunPlace | null>(null)
