import type { Catalogue } from '../../../server/engine/card.ts'
import { compile } from '../../../server/engine/compile.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import type { Problem } from '../../../server/engine/plan.ts'

const known = new WeakMap<Flow, { catalogue: Catalogue; problems: readonly Problem[] }>()
const none: readonly Problem[] = []

/** What keeps a flow from running, in the compiler's own words: the editor asks the same function as publishing does. */
export function problemsOf(flow: Flow, catalogue: Catalogue): readonly Problem[] {
  const last = known.get(flow)
  if (last?.catalogue === catalogue) return last.problems
  const result = Object.keys(flow.nodes).length === 0 ? null : compile(flow, catalogue)
  const problems = result === null || result.ok ? none : result.problems
  known.set(flow, { catalogue, problems })
  return problems
}
