import type { Catalogue } from '../../../server/engine/card.ts'
import { dependenciesOf } from '../../../server/engine/dependencies.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { graphOf, topological } from '../../../server/engine/graph.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import { cardIn } from './card-in.ts'
import { isNote } from './geometry.ts'
import { titleOf } from './ports.ts'

/** `group`: the name of the one it is drawn in. */
export type OutlineRow = { id: string; title: string; icon: string; depth: number; after: string[]; group?: string }

/** The blocks in an order in which they could run, what lies in a container below it. */
export function outlineOf(flow: Flow, catalogue: Catalogue): OutlineRow[] {
  const nesting = nestingOf(flow)
  const graph = graphOf({ ...flow, wires: flow.wires.filter(({ from, to }) => nesting.passage(from.node, to.node).kind !== 'back') })
  const order = (topological(graph) ?? graph.ids.map((_, i) => i)).map((i) => graph.ids[i] ?? '')
  const title = (id: string) => titleOf(flow.nodes[id] ?? { block: id, version: 1, inputs: {}, position: { x: 0, y: 0 } }, cardIn(flow, catalogue, id))
  const needs = dependenciesOf(flow)

  const rowsIn = (container: string | null, depth: number): OutlineRow[] =>
    order
      .filter((id) => nesting.scopeOf(id) === container)
      .flatMap((id) => {
        const card = cardIn(flow, catalogue, id)
        if (card && isNote(card)) return []
        const before = needs.filter(({ from, to }) => to.node === id && nesting.scopeOf(from.node) === container).map(({ from }) => title(from.node))
        const group = flow.groups?.[flow.nodes[id]?.group ?? '']
        const row = { id, title: title(id), icon: card?.icon ?? 'box', depth, after: [...new Set(before)] }
        return [group ? { ...row, group: group.title || 'Group' } : row, ...rowsIn(id, depth + 1)]
      })
  return rowsIn(null, 0)
}
