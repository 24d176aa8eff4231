import type { Flow } from '../../server/engine/flow.ts'
import type { NodeState, RunState } from '../../server/engine/run-state.ts'

/**
 * The node of the flow that a path belongs to: itself, or the block that called it. In a container's path every second
 * part is the count of its turns: `each/3/child`.
 */
export function nodeOfPath(flow: Flow, path: string): string {
  const parts = path.split('/')
  let node = parts[0] ?? ''
  for (let i = 2; i < parts.length; i += 2) {
    const child = parts[i] ?? ''
    if (flow.nodes[child]?.parent !== node) break
    node = child
  }
  return node
}

/** The path stands for the node as a whole, and not for a part of what it did. */
export function isWhole(flow: Flow, path: string): boolean {
  const node = nodeOfPath(flow, path)
  return path === node || path.endsWith(`/${node}`)
}

/** How each node fares, by the last time it was at work. */
export function lightsOf(flow: Flow, state: RunState): Record<string, NodeState['status']> {
  const lights: Record<string, NodeState['status']> = {}
  for (const { path, status } of Object.values(state.nodes)) if (isWhole(flow, path)) lights[nodeOfPath(flow, path)] = status
  for (const { path, status } of Object.values(state.waits)) if (status === 'open') lights[nodeOfPath(flow, path)] = 'waiting'
  return lights
}
