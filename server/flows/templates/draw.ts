import { cards } from '../../blocks/index.ts'
import type { FlowNode, InputValue, NodePort, Wire } from '../../engine/flow.ts'
import type { Json } from '../../kernel/json.ts'

type Given = { title?: string; inputs?: Record<string, InputValue>; ports?: { inputs?: NodePort[]; outputs?: NodePort[] } }

/** A node of a template, in a column and a row of the canvas. */
export function node(block: string, column: number, row: number, { title, inputs = {}, ports }: Given = {}): FlowNode {
  return {
    ...{ block, version: cards().get(block)?.version ?? 1, ...(title === undefined ? {} : { title }), inputs, position: { x: column * 336, y: row * 192 } },
    ...(ports ? { ports: { inputs: ports.inputs ?? [], outputs: ports.outputs ?? [] } } : {}),
  }
}

export const value = (held: Json): InputValue => ({ kind: 'literal', value: held })
export const expression = (source: string): InputValue => ({ kind: 'expression', source })

/** `a.b > c.d` */
export function wire(text: string): Wire {
  const [from = '', to = ''] = text.split(' > ')
  const end = (name: string) => ({ node: name.slice(0, name.indexOf('.')), port: name.slice(name.indexOf('.') + 1) })
  return { from: end(from), to: end(to) }
}
