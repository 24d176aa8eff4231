import { readExpression } from './expression.ts'
import type { FlowNode } from './flow.ts'

export type ExpressionInput = {
  port: string
  source: string
  /** What it reads: an output of a node, or (without a port) all its outputs. */
  names: { node: string; port?: string }[]
}

/** The inputs of a node that are expressions, with the nodes they name. One that cannot be read names none. */
export function expressionInputs(node: FlowNode | undefined): ExpressionInput[] {
  return Object.entries(node?.inputs ?? {}).flatMap(([port, filled]) => {
    if (filled.kind !== 'expression') return []
    const read = readExpression(filled.source)
    return [{ port, source: filled.source, names: read.ok ? read.names : [] }]
  })
}
