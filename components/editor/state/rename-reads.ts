import { expressionName } from '../../../server/engine/expression.ts'
import { parseExpression } from '../../../server/engine/expression-parse.ts'
import type { Flow, FlowNode } from '../../../server/engine/flow.ts'

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

/** The flow with outputs of a node under new names, wherever an expression reads them. Wires are not looked at. */
export function withOutputsRenamed(flow: Flow, node: string, renamed: ReadonlyMap<string, string>, begins: boolean): Flow {
  const under =
    (name: string) =>
    (read: ReadName): ReadName | undefined => {
      const port = read.name === name && read.port !== undefined ? renamed.get(read.port) : undefined
      return port === undefined ? undefined : { name, port }
    }
  const nodes = Object.fromEntries(Object.entries(flow.nodes).map(([id, one]) => [id, withReadsRenamed(one, under(expressionName(node)))]))
  const { concurrency } = flow
  if (!begins || concurrency?.key === undefined) return { ...flow, nodes }
  return { ...flow, nodes, concurrency: { ...concurrency, key: renamedIn(concurrency.key, under('input')) } }
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
      const renamed =
        next.name + (field === undefined || next.port === undefined ? words.slice(name.length) : portRenamed(words.slice(name.length), field, next.port))
      return text.slice(0, from) + renamed + text.slice(end)
    }, source)
}

/** `.old`, `["old"]`, or `).old` where the name stood in brackets: only the word is another. */
function portRenamed(words: string, field: string, port: string): string {
  const at = words.lastIndexOf(field)
  return at < 0 ? `.${port}` : words.slice(0, at) + port + words.slice(at + field.length)
}
