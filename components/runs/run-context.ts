'use client'
import { createContext } from 'react'
import type { Flow } from '../../server/engine/flow.ts'
import type { RunEntry } from '../../server/runs/contract.ts'

/** What the parts of a run's page know of the run. */
export type RunPlace = {
  run: string
  flow: Flow
  /** It has ended, and who looks may start runs: it can be repaired. */
  mayRepair: boolean
  /** Model tokens by the path of the step that spent them. */
  tokens: ReadonlyMap<string, number>
}

export const RunContext = createContext<RunPlace | null>(null)

export function tokensIn(entries: readonly RunEntry[]): Map<string, number> {
  const tokens = new Map<string, number>()
  for (const { event } of entries)
    if (event.kind === 'usage.recorded') tokens.set(event.path, (tokens.get(event.path) ?? 0) + event.inputTokens + event.outputTokens)
  return tokens
}

/** Of a step and all its parts. */
export function tokensOf({ tokens }: RunPlace, path: string): number {
  return [...tokens].reduce((sum, [at, n]) => (at === path || at.startsWith(`${path}/`) ? sum + n : sum), 0)
}
