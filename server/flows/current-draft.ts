import { loadBlocks } from '../blocks/index.ts'
import type { Flow } from '../engine/flow.ts'
import { compile } from '../engine/index.ts'
import { beforeTyped, upgradeFlow } from '../engine/upgrade-flow.ts'

/**
 * A draft as the blocks of today want it. What was saved stays as it is until it is saved again. A version that only tells types more
 * exactly is not taken up where a wire would be refused for it: what could be published can be published still. Tests bring blocks of
 * their own.
 */
export async function currentDraft(draft: Flow, loading = loadBlocks()): Promise<{ draft: Flow; upgraded: string[] }> {
  const blocks = await loading
  const newest = upgradeFlow(draft, blocks)
  if (newest === draft) return { draft, upgraded: [] }
  const catalogue = new Map([...blocks].map(([id, { card }]) => [id, card]))
  const problems = (flow: Flow): number => {
    const compiled = compile(flow, catalogue)
    return compiled.ok ? 0 : compiled.problems.length
  }
  const untyped = upgradeFlow(draft, blocks, beforeTyped)
  const current =
    Object.keys(newest.nodes).some((id) => newest.nodes[id]?.version !== untyped.nodes[id]?.version) && problems(newest) > problems(untyped) ? untyped : newest
  return { draft: current, upgraded: Object.keys(current.nodes).filter((id) => current.nodes[id]?.version !== draft.nodes[id]?.version) }
}
