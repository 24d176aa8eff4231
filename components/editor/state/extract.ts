import type { Catalogue, PortSchema } from '../../../server/engine/card.ts'
import { expressionName } from '../../../server/engine/expression.ts'
import { expressionInputs } from '../../../server/engine/expression-inputs.ts'
import { controlInput, type Flow, type FlowNode, type NodePort, type Wire } from '../../../server/engine/flow.ts'
import { interfaceOf, resultBlock } from '../../../server/engine/interface.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import { outputTypes } from '../../../server/engine/output-types.ts'
import { cardIn } from './card-in.ts'
import { freshId } from './flow-edit.ts'
import { blockWidth, onGrid } from './geometry.ts'
import { contentsOf } from './inside.ts'
import { portOf, titleOf } from './ports.ts'
import { withReadsRenamed } from './rename-reads.ts'
import { shapeIn } from './shape-in.ts'

/** Blocks as a flow of their own. `takes` and `gives` are what crossed the line around them. `replaced`: the flow with one block in their place. */
export type Extraction =
  | { ok: true; takes: NodePort[]; gives: NodePort[]; inner: Flow; replaced: (agent: string) => { flow: Flow; node: string } }
  | { ok: false; reason: string }

const startBlock = 'manual.start'
const executeBlock = 'flow.execute'
/** Names that the blocks at both ends have already. */
const taken = ['text', 'data', 'done', 'error', 'after', 'agent', 'revision', 'input', 'result']

type Source = { node: string; port: string }
const keyOf = ({ node, port }: Source): string => `${node} ${port}`

export function extracted(flow: Flow, catalogue: Catalogue, ids: readonly string[]): Extraction {
  const nesting = nestingOf(flow)
  const chosen = new Set([...ids.filter((id) => id in flow.nodes), ...contentsOf(flow, new Set(ids))])
  const name = (id: string) => `“${titleOf(flow.nodes[id] ?? { block: id, version: 1, inputs: {}, position: { x: 0, y: 0 } }, cardIn(flow, catalogue, id))}”`
  const no = (reason: string): Extraction => ({ ok: false, reason })
  const [start, execute] = [catalogue.get(startBlock), catalogue.get(executeBlock)]
  if (!start || !execute || !catalogue.get(resultBlock)) return no('This installation does not have the blocks for flows that call flows.')
  const roots = [...chosen].filter((id) => !nesting.around(id).some((container) => chosen.has(container)))
  if (roots.length === 0) return no('Select the blocks first.')
  const scopes = new Set(roots.map((id) => nesting.scopeOf(id)))
  if (scopes.size > 1) return no('Some of these blocks lie in a container and some do not. Take the whole container, or only what lies in it.')
  for (const id of chosen) {
    const card = cardIn(flow, catalogue, id)
    if (card?.trigger) return no(`${name(id)} starts this flow, so it stays here. Leave it out.`)
    if (card?.id === resultBlock) return no(`${name(id)} is what this flow gives, so it stays here. Leave it out.`)
    if (card?.id === 'control.stop') return no(`${name(id)} would end the new flow only, and this one would go on. Leave it out.`)
  }

  const typeOf = outputTypes(flow, catalogue, nesting)
  const takes = ports(flow, catalogue)
  const gives = ports(flow, catalogue)
  const isInner = (source: Source, to: string) => nesting.passage(source.node, to).kind === 'in'
  const inner: Wire[] = []
  const outer: Wire[] = []
  const entering: { source: Source; to: Source }[] = []
  const leaving: { source: Source; to: Source }[] = []
  for (const wire of flow.wires) {
    const [from, to] = [chosen.has(wire.from.node), chosen.has(wire.to.node)]
    if (from && to) inner.push(wire)
    else if (to) entering.push({ source: wire.from, to: wire.to })
    else if (from) leaving.push({ source: wire.from, to: wire.to })
    else outer.push(wire)
  }
  for (const { source, to } of entering) {
    if (cardIn(flow, catalogue, to.node)?.join === 'any')
      return no(`${name(to.node)} takes the first of several ways. Take all the blocks that lead to it along, or leave it out.`)
    if (to.port !== controlInput) takes.add(source, typeOf(source.node, source.port, isInner(source, to.node)))
  }
  for (const { source } of leaving) {
    if (source.port === 'error')
      return no(`What handles a failure of ${name(source.node)} would stay outside. Take it along, or leave ${name(source.node)} out.`)
    if (source.port !== 'done') gives.add(source, typeOf(source.node, source.port))
  }
  for (const id of Object.keys(flow.nodes)) {
    for (const { names } of expressionInputs(flow.nodes[id])) {
      for (const { node, port } of names) {
        if (!(node in flow.nodes) || chosen.has(node) === chosen.has(id)) continue
        if (port === undefined || port === 'done' || port === 'error')
          return no(
            `An expression in ${name(id)} reads ${name(node)} as a whole. Let it name one output, such as ${expressionName(node)}.${firstPort(flow, catalogue, node)}.`,
          )
        if (chosen.has(id)) takes.add({ node, port }, typeOf(node, port, isInner({ node, port }, id)))
        else gives.add({ node, port }, typeOf(node, port))
      }
    }
  }

  const startId = freshId(startBlock, (id) => chosen.has(id))
  const resultId = freshId(resultBlock, (id) => chosen.has(id))
  const boxes = roots.map((id) => ({ ...(flow.nodes[id]?.position ?? { x: 0, y: 0 }), ...sizeOf(flow, catalogue, id) }))
  const left = Math.min(...boxes.map(({ x }) => x))
  const top = Math.min(...boxes.map(({ y }) => y))
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  const by = { x: blockWidth + 100 - left, y: -top }

  const innerNodes: Record<string, FlowNode> = {
    [startId]: nodeOf(startBlock, start.version, { x: 0, y: 0 }, { inputs: [], outputs: takes.list() }),
  }
  for (const id of chosen) {
    const node = flow.nodes[id]
    if (!node) continue
    const { parent, ...free } = withReadsRenamed(node, (read) => {
      const source = outsideSource(read, takes.named)
      return source === undefined ? undefined : { name: expressionName(startId), port: source }
    })
    const at = onGrid({ x: node.position.x + by.x, y: node.position.y + by.y })
    innerNodes[id] = { ...free, position: at, ...(parent !== undefined && chosen.has(parent) ? { parent } : {}) }
  }
  const results = gives.list()
  if (results.length > 0)
    innerNodes[resultId] = nodeOf(
      resultBlock,
      catalogue.get(resultBlock)?.version ?? 1,
      onGrid({ x: right + by.x + 100, y: 0 }),
      // What is not there on the arm that was taken is not given.
      { inputs: results.map((port) => ({ ...port, required: false })), outputs: [] },
    )
  const innerWires: Wire[] = [
    ...inner,
    ...entering.flatMap(({ source, to }): Wire[] => {
      const port = to.port === controlInput ? undefined : takes.nameOf(source)
      return port === undefined ? [] : [{ from: { node: startId, port }, to }]
    }),
    ...gives.sources().map((source): Wire => ({ from: source, to: { node: resultId, port: gives.nameOf(source) ?? '' } })),
  ]

  const made: Flow = { schema: 1, nodes: innerNodes, wires: innerWires }
  return {
    ok: true,
    takes: takes.list(),
    gives: results,
    inner: made,
    replaced(agent) {
      const id = freshId(executeBlock, (one) => one in flow.nodes && !chosen.has(one))
      const scope = [...scopes][0] ?? null
      const middle = onGrid({ x: (left + right - blockWidth) / 2, y: (top + bottom) / 2 - 60 })
      const nodes: Record<string, FlowNode> = {}
      for (const [other, node] of Object.entries(flow.nodes)) {
        if (chosen.has(other)) continue
        nodes[other] = withReadsRenamed(node, (read) => {
          const port = outsideSource(read, gives.named)
          return port === undefined ? undefined : { name: expressionName(id), port }
        })
      }
      nodes[id] = {
        ...nodeOf(executeBlock, execute.version, middle, interfaceOf(made, catalogue)),
        inputs: { agent: { kind: 'literal', value: agent } },
        ...(scope === null ? {} : { parent: scope }),
      }
      const wires = [
        ...outer,
        ...takes.sources().flatMap((source): Wire[] => {
          const port = takes.nameOf(source)
          return port === undefined ? [] : [{ from: source, to: { node: id, port } }]
        }),
        ...entering.filter(({ to }) => to.port === controlInput).map(({ source }): Wire => ({ from: source, to: { node: id, port: controlInput } })),
        ...leaving.map(({ source, to }): Wire => ({ from: { node: id, port: source.port === 'done' ? 'done' : (gives.nameOf(source) ?? '') }, to })),
      ]
      const once = new Map(wires.map((wire) => [JSON.stringify([wire.from.node, wire.from.port, wire.to.node, wire.to.port]), wire]))
      return { flow: { ...flow, nodes, wires: [...once.values()] }, node: id }
    },
  }
}

/** Ports by what they come from, each with a name of its own. */
function ports(flow: Flow, catalogue: Catalogue) {
  const found = new Map<string, { source: Source; port: NodePort }>()
  const names = new Set(taken)
  return {
    /** By the name that expressions use. */
    named: new Map<string, string>(),
    add(source: Source, type: PortSchema | undefined) {
      if (found.has(keyOf(source))) return
      const card = cardIn(flow, catalogue, source.node)
      const port = card && portOf(card, 'output', source.port)
      let name = source.port
      // the block's own name tells two texts apart
      if (names.has(name))
        name = `${source.node.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}${source.port.charAt(0).toUpperCase()}${source.port.slice(1)}`
      for (let n = 2; names.has(name); n++) name = `${source.port}${n}`
      names.add(name)
      const of = titleOf(flow.nodes[source.node] ?? { block: '', version: 1, inputs: {}, position: { x: 0, y: 0 } }, card)
      found.set(keyOf(source), {
        source,
        port: { name, title: `${port?.title ?? source.port} of ${of}`.slice(0, 120), schema: concrete(type ?? port?.schema ?? {}) },
      })
      this.named.set(`${expressionName(source.node)} ${source.port}`, name)
    },
    nameOf: (source: Source) => found.get(keyOf(source))?.port.name,
    sources: () => [...found.values()].map(({ source }) => source),
    list: () => [...found.values()].map(({ port }) => port),
  }
}

/** A type that depends on what is wired carries anything where nothing is. */
function concrete(type: PortSchema): PortSchema {
  return 'generic' in type || 'workedOut' in type ? {} : type
}

const outsideSource = ({ name, port }: { name: string; port?: string }, named: ReadonlyMap<string, string>) =>
  port === undefined ? undefined : named.get(`${name} ${port}`)

function firstPort(flow: Flow, catalogue: Catalogue, node: string): string {
  return cardIn(flow, catalogue, node)?.outputs[0]?.name ?? 'output'
}

function nodeOf(block: string, version: number, position: FlowNode['position'], own: NonNullable<FlowNode['ports']>): FlowNode {
  return { block, version, inputs: {}, position, ports: own }
}

function sizeOf(flow: Flow, catalogue: Catalogue, id: string): { width: number; height: number } {
  const { width, height, end } = shapeIn(flow, catalogue, id)
  return end ? { width: end.x + end.width, height: Math.max(height, end.height) } : { width, height }
}
