import type { Json, JsonObject } from '../kernel/json.ts'
import type { Card } from './card.ts'
import type { Block } from './define-block.ts'
import type { Flow, FlowNode, InputValue } from './flow.ts'

/**
 * Brings nodes that were written for an older version of their block to the version there is, or to the one that `upTo` says. Pure;
 * keeps what is current as it is.
 */
export function upgradeFlow(flow: Flow, blocks: ReadonlyMap<string, Block>, upTo = newest): Flow {
  const newer = Object.entries(flow.nodes).flatMap(([id, node]): [string, FlowNode][] => {
    const block = blocks.get(node.block)
    const version = block ? upTo(block.card, node) : 0
    return block && node.version < version ? [[id, upgradeNode(node, block, version)]] : []
  })
  return newer.length === 0 ? flow : { ...flow, nodes: { ...flow.nodes, ...Object.fromEntries(newer) } }
}

const newest = ({ version }: Card, _node: FlowNode): number => version

/** Short of a version that only tells types more exactly. */
export const beforeTyped = ({ version, typedSince = 0 }: Card, node: FlowNode): number => (node.version < typedSince ? typedSince - 1 : version)

function upgradeNode(node: FlowNode, block: Block, to: number): FlowNode {
  let inputs = plain(node.inputs)
  for (let version = node.version; version < to; version++) inputs = block.upgrades.find(({ from }) => from === version)?.up(inputs) ?? inputs
  return { ...node, version: to, inputs: tagged(inputs, node.inputs) }
}

/** Upgrades see values; a secret is its reference, an expression its source. */
function plain(inputs: FlowNode['inputs']): JsonObject {
  return Object.fromEntries(Object.entries(inputs).map(([name, filled]) => [name, plainValue(filled)]))
}

function plainValue(filled: InputValue): Json {
  if (filled.kind === 'literal') return filled.value
  return filled.kind === 'secret' ? { secret: filled.name } : { expression: filled.source }
}

function tagged(inputs: JsonObject, before: FlowNode['inputs']): FlowNode['inputs'] {
  const secrets = new Set(Object.values(before).flatMap((filled) => (filled.kind === 'secret' ? [filled.name] : [])))
  const expressions = new Set(Object.values(before).flatMap((filled) => (filled.kind === 'expression' ? [filled.source] : [])))
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, tag(value, secrets, expressions)]))
}

function tag(value: Json, secrets: Set<string>, expressions: Set<string>): InputValue {
  const { secret, expression } = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  if (typeof expression === 'string' && expressions.has(expression)) return { kind: 'expression', source: expression }
  return typeof secret === 'string' && secrets.has(secret) ? { kind: 'secret', name: secret } : { kind: 'literal', value }
}
