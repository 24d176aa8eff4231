import type { Catalogue } from './card.ts'
import { cardOfNode } from './card-of-node.ts'
import { type Dependency, dependenciesOf } from './dependencies.ts'
import type { Flow } from './flow.ts'
import { type Nesting, nestingOf } from './nesting.ts'
import { portTypeOf } from './schema-shape.ts'

/** What is compiled by itself: the flow, or what lies in one container. A container is one member of the scope around it. */
export type Scope = {
  /** null: the flow itself. */
  container: string | null
  members: string[]
  /** Who takes something from whom: must not go in a circle. */
  edges: [string, string][]
  /** Who must wait for whom: without streams, whose two ends run together. */
  order: [string, string][]
}

/**
 * A wire from around a container to something in it lies at the level of where it comes from, and leads to the container.
 * Wires between a container and what it holds are in no scope's order: they are there when it begins, or end with it.
 */
export function scopesOf(flow: Flow, catalogue: Catalogue, nesting: Nesting = nestingOf(flow)): Scope[] {
  const scopes = new Map<string | null, Scope>()
  const scopeOf = (container: string | null): Scope => {
    const known = scopes.get(container) ?? { container, members: [], edges: [], order: [] }
    scopes.set(container, known)
    return known
  }
  scopeOf(null)
  for (const id of Object.keys(flow.nodes).sort()) {
    scopeOf(nesting.scopeOf(id)).members.push(id)
    if (catalogue.get(flow.nodes[id]?.block ?? '')?.container) scopeOf(id)
  }
  for (const dependency of dependenciesOf(flow)) {
    const { from, to } = dependency
    if (!Object.hasOwn(flow.nodes, from.node) || !Object.hasOwn(flow.nodes, to.node)) continue
    const passage = nesting.passage(from.node, to.node)
    if (passage.kind !== 'within') continue
    const scope = scopeOf(passage.scope)
    scope.edges.push([passage.from, passage.to])
    if (!isStream(dependency, flow, catalogue)) scope.order.push([passage.from, passage.to])
  }
  return [...scopes.values()]
}

/** Only a stream may lead into a stream port, so one end tells. */
export function isStream({ to, wire }: Dependency, flow: Flow, catalogue: Catalogue): boolean {
  const node = wire === undefined ? undefined : flow.nodes[to.node]
  const card = catalogue.get(node?.block ?? '')
  const input = node && card && cardOfNode(node, card).inputs.find(({ name }) => name === to.port)
  return input !== undefined && portTypeOf(input.schema) === 'stream'
}
