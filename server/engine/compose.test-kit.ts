import type { Json } from '../kernel/json.ts'
import type { Block } from './define-block.ts'
import type { Flow, FlowNode } from './flow.ts'

/** Flows written down shortly: `wires` as `['from.port', 'to.port']`. */
export function flow(nodes: Record<string, FlowNode>, wires: [string, string][] = []): Flow {
  const end = (text: string) => ({ node: text.split('.')[0] ?? '', port: text.split('.')[1] ?? '' })
  return { schema: 1, nodes, wires: wires.map(([from, to]) => ({ from: end(from), to: end(to) })) }
}

export function node(block: string, inputs: Record<string, Json> = {}): FlowNode {
  return {
    block,
    version: 1,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, { kind: 'literal', value }])),
    position: { x: 0, y: 0 },
  }
}

export const within = (parent: string, made: FlowNode): FlowNode => ({ ...made, parent })

/** With an expression at one of its inputs. */
export const says = (made: FlowNode, port: string, source: string): FlowNode => ({
  ...made,
  inputs: { ...made.inputs, [port]: { kind: 'expression', source } },
})

export function catalogueOf(blocks: ReadonlyMap<string, Block>) {
  return new Map([...blocks].map(([id, { card }]) => [id, card]))
}
