import { type AppError, isAppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Card } from './card.ts'
import { checkValue } from './check-value.ts'
import { evaluateExpression, expressionName } from './expression.ts'
import type { ExpressionInput } from './expression-inputs.ts'
import type { FlowNode, InputValue } from './flow.ts'
import type { Links } from './graph.ts'
import { carried, type Settled } from './outcome.ts'
import { portTypeOf } from './schema-shape.ts'

export type Gathered = { kind: 'ready'; input: JsonObject } | { kind: 'skipped' } | { kind: 'rejected'; port: string; reason: string }

type Arrived = { port: string; value: Json | undefined; reason?: string }
type Sources = { wires: ReturnType<Links['into']>; expressions: ExpressionInput[]; settledOf: (node: string) => Promise<Settled> }

/**
 * Brings a node's input together. A block that joins `all` is skipped as soon as one of its wires brings nothing, or an
 * expression names something that was skipped; one that joins `any` runs on whatever came. Each value that came over a
 * wire or from an expression is checked against its port. Streams are none of this: their items come while the step runs.
 */
export async function gather(node: FlowNode, card: Card, { wires, expressions, settledOf }: Sources): Promise<Gathered> {
  const streams = new Set(streamPorts(card))
  const arrived: Arrived[] = []
  for (const { port, from } of wires) if (!streams.has(port)) arrived.push({ port, value: carried(await settledOf(from.node), from.port) })
  for (const expression of expressions) arrived.push(await evaluated(expression, settledOf))
  const wrong = arrived.find(({ reason }) => reason !== undefined)
  if (wrong?.reason !== undefined) return { kind: 'rejected', port: wrong.port, reason: wrong.reason }
  const came = arrived.filter(({ value }) => value !== undefined)
  if (card.join === 'all' ? came.length < arrived.length : came.length === 0 && arrived.length > 0) return { kind: 'skipped' }

  const input: JsonObject = {}
  for (const { name, schema } of card.inputs) {
    const brought = arrived.find(({ port }) => port === name)
    const filled = Object.hasOwn(node.inputs, name) ? node.inputs[name] : undefined
    if (streams.has(name) && wires.some(({ port }) => port === name)) input[name] = []
    else if (brought?.value !== undefined) {
      const reason = checkValue(schema, brought.value)
      if (reason) return { kind: 'rejected', port: name, reason }
      input[name] = brought.value
    } else if (!brought && filled && filled.kind !== 'expression') input[name] = literalOf(filled)
  }
  return { kind: 'ready', input }
}

export function streamPorts({ inputs }: Pick<Card, 'inputs'>): string[] {
  return inputs.flatMap(({ name, schema }) => (portTypeOf(schema) === 'stream' ? [name] : []))
}

/** With the outputs of the nodes it names. One that was skipped, or gave nothing at that port, skips the expression. */
async function evaluated({ port, source, names }: ExpressionInput, settledOf: (node: string) => Promise<Settled>): Promise<Arrived> {
  const values: Record<string, JsonObject> = {}
  for (const { node, port: output } of names) {
    const settled = await settledOf(node)
    const value = output === undefined ? undefined : carried(settled, output)
    if (settled.kind === 'skipped' || (output !== undefined && value === undefined)) return { port, value: undefined }
    const name = expressionName(node)
    values[name] = {
      ...(settled.kind === 'done' ? settled.output : {}),
      ...values[name],
      ...(output !== undefined && value !== undefined ? { [output]: value } : {}),
    }
  }
  try {
    return { port, value: evaluateExpression(source, values) }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { port, value: undefined, reason: sentence(error) }
  }
}

const sentence = (error: AppError): string => error.message.replace(/\.$/, '')

/** A secret stays a reference until inside the step that uses it. */
function literalOf(filled: Exclude<InputValue, { kind: 'expression' }>): Json {
  return filled.kind === 'literal' ? filled.value : { secret: filled.name }
}
