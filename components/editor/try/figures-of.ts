import type { Flow } from '../../../server/engine/flow.ts'
import type { NodeState, RunState } from '../../../server/engine/run-state.ts'
import { isWhole, lightsOf, nodeOfPath } from '../../runs/lights-of.ts'
import { costText, type Spending, spendingOf } from '../../runs/spending.ts'
import type { Figure } from './figures.ts'

/** The steps of one block in a run, in the order they began: several in a loop. */
export function stepsAt(flow: Flow, state: RunState, node: string): NodeState[] {
  return Object.values(state.nodes).filter(({ path }) => isWhole(flow, path) && nodeOfPath(flow, path) === node)
}

/** What a run says of each block it reached. */
export function figuresOf(flow: Flow, state: RunState, spending: ReadonlyMap<string, Spending>): Record<string, Figure> {
  const lights = lightsOf(flow, state)
  const figures: Record<string, Figure> = {}
  for (const [node, status] of Object.entries(lights)) {
    const steps = stepsAt(flow, state, node)
    const ms = steps.reduce((sum, step) => sum + (step.ms ?? 0), 0)
    const spent = steps.map(({ path }) => spendingOf(spending, path))
    const tokens = spent.reduce((sum, one) => sum + one.tokens, 0)
    const cost = costText({ costMicros: spent.reduce((sum, one) => sum + one.costMicros, 0), unpriced: spent.reduce((sum, one) => sum + one.unpriced, 0) })
    figures[node] = {
      status,
      ...(steps.some((step) => step.ms !== undefined) ? { ms } : {}),
      ...(tokens > 0 ? { tokens } : {}),
      ...(cost === '' ? {} : { cost }),
      ...(steps.length > 1 ? { turns: steps.length } : {}),
    }
  }
  return figures
}
