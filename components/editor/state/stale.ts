import { dependenciesOf } from '../../../server/engine/dependencies.ts'
import type { Flow, FlowNode } from '../../../server/engine/flow.ts'
import { sameData } from './flow-edit.ts'

/**
 * Nodes of the draft whose last output no longer tells what they would give: they, what is wired into them or something before them
 * is another than in the flow that ran. `repinned`: those whose pin is another now. A tried part of a flow has the rest switched off.
 */
export function staleIn(draft: Flow, ran: Flow, repinned: Iterable<string> = []): Set<string> {
  const [now, then] = [feedsOf(draft), feedsOf(ran)]
  const stale = new Set(repinned)
  for (const [id, node] of Object.entries(draft.nodes)) {
    const former = ran.nodes[id]
    if (!former || !sameData(bare(node), bare(former)) || (!former.disabled && !sameData(now.get(id) ?? [], then.get(id) ?? []))) stale.add(id)
  }
  const next = Map.groupBy(dependenciesOf(draft), ({ from }) => from.node)
  for (const id of stale) {
    for (const { to } of next.get(id) ?? []) stale.add(to.node)
    // what a container holds makes what it gives, and is given what it is given
    const parent = draft.nodes[id]?.parent
    if (parent !== undefined) stale.add(parent)
  }
  return stale
}

/** What decides what it gives. */
function bare({ position: _position, title: _title, note: _note, disabled: _disabled, ...node }: FlowNode): Partial<FlowNode> {
  return node
}

function feedsOf({ wires }: Flow): Map<string, string[]> {
  const feeds = new Map<string, string[]>()
  for (const { from, to } of wires) feeds.set(to.node, [...(feeds.get(to.node) ?? []), `${to.port} ${from.node} ${from.port}`].sort())
  return feeds
}
