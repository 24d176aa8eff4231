import { parseExpression } from './expression-parse.ts'

export { checkExpression, checkExpressionOver, type ExpressionScope } from './expression-check.ts'
export { type Completion, completions, completionsOf } from './expression-complete.ts'
export { evaluateExpression, prepareExpression } from './expression-evaluate.ts'

/**
 * Expressions: CEL (cel.dev) over the outputs of other nodes. Pure and bounded: no clock, no chance, no host, and a count of
 * steps that ends whatever takes too long. What one can write is in docs/expressions.md.
 *
 * A name is a node's id with `_` for `-`: `get_balance.amount` is the port `amount` of the node `get-balance`.
 */

/** What an expression waits for. `port` is missing where it takes a node as a whole. */
export function readExpression(source: string): { ok: true; names: { node: string; port?: string }[] } | { ok: false; message: string } {
  const parsed = parseExpression(source)
  if (!parsed.ok) return { ok: false, message: parsed.message }
  const names = new Map<string, { node: string; port?: string }>()
  for (const { name, field } of parsed.reads) names.set(`${name}.${field ?? ''}`, { node: nodeOf(name), ...(field === undefined ? {} : { port: field }) })
  return { ok: true, names: [...names.values()] }
}

/** The name a node has in expressions. Ids hold no `_`, so this loses nothing. */
export function expressionName(node: string): string {
  return node.replaceAll('-', '_')
}

function nodeOf(name: string): string {
  return name.replaceAll('_', '-')
}
