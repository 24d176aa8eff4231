import type { Catalogue } from './card.ts'
import { controlInput, type Flow, type Wire } from './flow.ts'
import type { Nesting } from './nesting.ts'
import type { Problem } from './plan.ts'
import { isStream } from './scopes.ts'

const deepestNesting = 16

/** What is wrong with what lies in what. Wires are looked at one by one: {@link checkPassage}. */
export function checkContainers(flow: Flow, catalogue: Catalogue, nesting: Nesting): Problem[] {
  const nested = Object.keys(flow.nodes)
    .sort()
    .filter((id) => flow.nodes[id]?.parent !== undefined)
  const circling = nested.filter(nesting.circling)
  return [...circles(circling, flow, catalogue), ...nested.filter((id) => !nesting.circling(id)).flatMap((id) => checkParent(id, flow, catalogue, nesting))]
}

function circles(circling: string[], flow: Flow, catalogue: Catalogue): Problem[] {
  const left = new Set(circling)
  return circling.flatMap((id) => {
    if (!left.has(id)) return []
    const nodes: string[] = []
    for (let at: string | undefined = id; at !== undefined && left.delete(at); at = flow.nodes[at]?.parent) nodes.push(at)
    const names = nodes.map((each) => titleOf(each, flow, catalogue))
    const message =
      names.length === 1
        ? `${names[0]} lies in itself. Move it out.`
        : `These blocks lie in each other in a circle: ${[...names, names[0]].join(' in ')}. Move one of them out.`
    return [{ code: 'bad-container' as const, node: id, nodes, message }]
  })
}

function checkParent(id: string, flow: Flow, catalogue: Catalogue, nesting: Nesting): Problem[] {
  const problem = (message: string): Problem[] => [{ code: 'bad-container', node: id, message }]
  const node = flow.nodes[id]
  const parent = node?.parent ?? ''
  const name = titleOf(id, flow, catalogue)
  if (!Object.hasOwn(flow.nodes, parent)) return problem(`${name} lies in "${parent}", which is not in this flow. Move it out.`)
  const holder = catalogue.get(flow.nodes[parent]?.block ?? '')
  if (holder && !holder.container) return problem(`${name} lies in ${titleOf(parent, flow, catalogue)}, which cannot hold blocks. Move it out.`)
  if (nesting.isOff(id)) return []
  if (catalogue.get(node?.block ?? '')?.trigger) return problem(`${name} starts the flow and cannot lie in a container. Move it out.`)
  // What lies deeper still is in this one.
  if (nesting.around(id).length === deepestNesting + 1)
    return problem(`${name} lies in more than ${deepestNesting} containers. Move what is inside into a flow of its own.`)
  return []
}

/** Why a wire may not go where it goes, as far as containers are concerned. */
export function checkPassage(wire: Wire, i: number, flow: Flow, catalogue: Catalogue, nesting: Nesting): Problem[] {
  const { from, to } = wire
  const problem = (message: string): Problem[] => [{ code: 'bad-container', wire: i, node: to.node, port: to.port, message }]
  const passage = nesting.passage(from.node, to.node)
  const source = titleOf(from.node, flow, catalogue)
  const target = titleOf(to.node, flow, catalogue)
  const own = nesting.scopeOf(from.node)
  if (passage.kind === 'out') {
    const holder = own === null ? '' : titleOf(own, flow, catalogue)
    if (nesting.around(from.node).includes(to.node))
      return problem(
        `${source} lies in ${holder}, so it can give nothing straight to ${target} around that. Give it to ${holder}, and lead one of its outputs on.`,
      )
    const apart = nesting.scopeOf(to.node) !== null
    return problem(
      apart
        ? `${source} and ${target} lie in different containers, and nothing leaves ${holder} but through its outputs. Give the value to ${holder}, and lead one of its outputs on.`
        : `The wire from ${source} to ${target} leaves ${holder}. Give the value to ${holder}, and lead one of its outputs to ${target}.`,
    )
  }
  if (passage.kind === 'back' && to.port === controlInput) return problem(`${source} lies in ${target}, so ${target} cannot begin after it. Remove the wire.`)
  const crosses = passage.kind === 'in' || passage.kind === 'back' || passage.to !== to.node
  if (crosses && isStream({ from, to, wire: i }, flow, catalogue))
    return problem(`A stream cannot cross the border of a container: ${source} and ${target} must lie side by side. Collect it into a list first.`)
  return []
}

function titleOf(id: string, flow: Flow, catalogue: Catalogue): string {
  const node = flow.nodes[id]
  return `"${node?.title ?? catalogue.get(node?.block ?? '')?.title ?? id}"`
}
