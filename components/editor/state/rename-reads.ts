import { parseExpression } from '../../../server/engine/expression-parse.ts'
import type { FlowNode } from '../../../server/engine/flow.ts'

/** `port` of what stands there under `name`; none: all of it. */
export type ReadName = { name: string; port?: string }

/**
 * The expressions of a node with what they read under other names. `to` answers the new name, or undefined where it stays. One that
 * cannot be read stays as it is.
 */
export function withReadsRenamed(node: FlowNode, to: (read: ReadName) => ReadName | undefined): FlowNode {
  const inputs = Object.entries(node.inputs).map(([port, filled]) => {
    if (filled.kind !== 'expression') return [port, filled] as const
    const source = renamedIn(filled.source, to)
    return [port, source === filled.source ? filled : { ...filled, source }] as const
  })
  return inputs.every(([port, filled]) => node.inputs[port] === filled) ? node : { ...node, inputs: Object.fromEntries(inputs) }
}

function renamedIn(source: string, to: (read: ReadName) => ReadName | undefined): string {
  const parsed = parseExpression(source)
  if (!parsed.ok) return source
  // from the end, so that places before stay right
  return parsed.reads
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { name, field, from, to: end }) => {
      const next = to({ name, ...(field === undefined ? {} : { port: field }) })
      if (!next) return text
      const words = text.slice(from, end)
      const renamed = field === undefined || next.port === undefined ? words.replace(name, next.name) : `${next.name}.${next.port}`
      return text.slice(0, from) + renamed + text.slice(end)
    }, source)
}
