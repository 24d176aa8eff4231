import type { Catalogue } from '../../../server/engine/card.ts'
import { compile } from '../../../server/engine/compile.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import type { Problem } from '../../../server/engine/plan.ts'
import { type Woven, wovenIn } from './woven.ts'

/** What the compiler has to say of a flow. `woven` is only known while there is no problem. */
export type Said = { problems: readonly Problem[]; woven: readonly Woven[] }

/** In the compiler's own words: the editor asks the same function as publishing does. */
export function saidOf(flow: Flow, catalogue: Catalogue): Said {
  if (Object.keys(flow.nodes).length === 0) return { problems: [], woven: [] }
  const result = compile(flow, catalogue)
  return result.ok ? { problems: [], woven: wovenIn(flow, catalogue, result.plan) } : { problems: result.problems, woven: [] }
}
