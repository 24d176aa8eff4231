import { loadBlocks } from '../blocks/index.ts'
import type { Flow } from '../engine/flow.ts'
import { upgradeFlow } from '../engine/upgrade-flow.ts'

/** A draft as the blocks of today want it. What was saved stays as it is until it is saved again. Tests bring blocks of their own. */
export async function currentDraft(draft: Flow, loading = loadBlocks()): Promise<{ draft: Flow; upgraded: string[] }> {
  const current = upgradeFlow(draft, await loading)
  return { draft: current, upgraded: Object.keys(current.nodes).filter((id) => current.nodes[id]?.version !== draft.nodes[id]?.version) }
}
