import type { Flow } from '../engine/flow.ts'
import { graphOf } from '../engine/graph.ts'

/** The node of the flow's own level in which this one lies: a container is done anew as a whole. */
export function outermost(flow: Flow, id: string): string {
  const seen = new Set([id])
  for (let at = id; ; ) {
    const parent = flow.nodes[at]?.parent
    if (parent === undefined || seen.has(parent)) return at
    seen.add(parent)
    at = parent
  }
}

/** These nodes and all that follows from them, by wire or by name in an expression; each as its outermost container. */
export function redone(flow: Flow, roots: Iterable<string>): Set<string> {
  const followers = followersIn(flow)
  const found = new Set([...roots].map((id) => outermost(flow, id)))
  for (const id of found) for (const next of followers.get(id) ?? []) found.add(next)
  return found
}

function followersIn(flow: Flow): Map<string, Set<string>> {
  const followers = new Map<string, Set<string>>()
  const add = (from: string, to: string) => {
    const [source, target] = [outermost(flow, from), outermost(flow, to)]
    if (source !== target) followers.set(source, (followers.get(source) ?? new Set()).add(target))
  }
  const { ids, next } = graphOf(flow)
  for (const [from, targets] of next.entries()) for (const to of targets) add(ids[from] ?? '', ids[to] ?? '')
  return followers
}
