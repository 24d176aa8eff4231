import { emptyRun, foldRun, type RunState } from '../../server/engine/run-state.ts'
import type { RunEntry } from '../../server/runs/contract.ts'

/** What the run had come to after its first `count` events: the same fold as the live view. */
export function stateAt(entries: readonly RunEntry[], count: number): RunState {
  return entries.slice(0, count).reduce<RunState>((state, { event, at }) => foldRun(state, event, at), emptyRun)
}
