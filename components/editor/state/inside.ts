import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow, Wire } from '../../../server/engine/flow.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import { patched } from './flow-edit.ts'
import { type End, isControl, titleOf } from './ports.ts'

/** Containers: blocks that lie in other blocks. */

const insideOf = (flow: Flow, catalogue: Catalogue, id: string) => catalogue.get(flow.nodes[id]?.block ?? '')?.inside

/** The block that a wire to or from a container's inner side would have to lie in that container, and does not yet. */
export function enters(flow: Flow, catalogue: Catalogue, { from, to }: Wire): { node: string; container: string } | undefined {
  const nesting = nestingOf(flow)
  const mayEnter = (node: string, container: string) => !catalogue.get(flow.nodes[node]?.block ?? '')?.trigger && !outerWired(flow, catalogue, node, container)
  const gives = insideOf(flow, catalogue, from.node)?.outputs.some(({ name }) => name === from.port)
  if (gives && nesting.scopeOf(to.node) === nesting.scopeOf(from.node) && mayEnter(to.node, from.node)) return { node: to.node, container: from.node }
  const takes = insideOf(flow, catalogue, to.node)?.inputs.some(({ name }) => name === to.port)
  if (takes && nesting.scopeOf(from.node) === nesting.scopeOf(to.node) && mayEnter(from.node, to.node)) return { node: from.node, container: to.node }
  return undefined
}

/** A block that gives to a container's outer side, or takes from it, has to stay outside. */
function outerWired(flow: Flow, catalogue: Catalogue, node: string, container: string): boolean {
  return flow.wires.some(
    ({ from, to }) =>
      (from.node === node && to.node === container && !isInner(flow, catalogue, { side: 'input', ...to })) ||
      (from.node === container && to.node === node && !isInner(flow, catalogue, { side: 'output', ...from })),
  )
}

/** The port is on a container's inner side. */
export function isInner(flow: Flow, catalogue: Catalogue, { side, node, port }: End): boolean {
  const inside = insideOf(flow, catalogue, node)
  return (side === 'output' ? inside?.outputs : inside?.inputs)?.some(({ name }) => name === port) ?? false
}

/** Why a wire may not lead from where it begins to where it ends; null when it may. */
export function misplaced(flow: Flow, catalogue: Catalogue, wire: Wire): string | null {
  if (enters(flow, catalogue, wire)) return null
  const { from, to } = wire
  const name = (id: string) =>
    `“${titleOf(flow.nodes[id] ?? { block: id, version: 1, inputs: {}, position: { x: 0, y: 0 } }, catalogue.get(flow.nodes[id]?.block ?? ''))}”`
  const gives = insideOf(flow, catalogue, from.node)?.outputs.some((port) => port.name === from.port) ?? false
  const takes = insideOf(flow, catalogue, to.node)?.inputs.some((port) => port.name === to.port) ?? false
  const { kind } = nestingOf(flow).passage(from.node, to.node)
  if (kind === 'in') return gives ? null : `Inside ${name(from.node)} only what it gives to its inside can be used.`
  if (kind === 'back') return takes ? null : `From inside, ${name(to.node)} takes only its results.`
  if (gives) return `Only blocks inside ${name(from.node)} can use this.`
  if (takes) return `Only blocks inside ${name(to.node)} can give this.`
  if (kind === 'out' && !isControl('input', to.port)) return 'Nothing leads out of a container but its own outputs. Give the value to its inner side first.'
  return kind === 'out' ? 'Nothing leads out of a container but its own outputs.' : null
}

/** Puts a block into a container, or out of all of them. */
export function placed(flow: Flow, node: string, container: string | undefined): Flow {
  return patched(flow, node, { parent: container })
}

/** Everything that lies in these, however deep. */
export function contentsOf(flow: Flow, ids: ReadonlySet<string>): string[] {
  if (!Object.values(flow.nodes).some(({ parent }) => parent !== undefined)) return []
  const nesting = nestingOf(flow)
  return Object.keys(flow.nodes).filter((id) => !ids.has(id) && nesting.around(id).some((container) => ids.has(container)))
}

/** The containers a block could lie in: not itself, and nothing that lies in it. */
export function containersFor(flow: Flow, catalogue: Catalogue, node: string): string[] {
  const nesting = nestingOf(flow)
  return Object.keys(flow.nodes).filter((id) => id !== node && insideOf(flow, catalogue, id) !== undefined && !nesting.around(id).includes(node))
}
