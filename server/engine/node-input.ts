import type { Json, JsonObject } from '../kernel/json.ts'
import type { Card } from './card.ts'
import { checkValue } from './check-value.ts'
import type { FlowNode, InputValue } from './flow.ts'
import type { Links } from './graph.ts'
import { carried, type Settled } from './outcome.ts'

export type Gathered = { kind: 'ready'; input: JsonObject } | { kind: 'skipped' } | { kind: 'rejected'; port: string; reason: string }

/**
 * Brings a node's input together. A block that joins `all` is skipped as soon as one of its wires brings nothing; one
 * that joins `any` runs on whatever came. Each value that came over a wire is checked against its port.
 */
export async function gather(node: FlowNode, card: Card, wires: ReturnType<Links['into']>, settledOf: (node: string) => Promise<Settled>): Promise<Gathered> {
  const arrived: { port: string; value: Json | undefined }[] = []
  for (const { port, from } of wires) arrived.push({ port, value: carried(await settledOf(from.node), from.port) })
  const came = arrived.filter(({ value }) => value !== undefined)
  if (card.join === 'all' ? came.length < arrived.length : came.length === 0 && arrived.length > 0) return { kind: 'skipped' }

  const input: JsonObject = {}
  for (const { name, schema } of card.inputs) {
    const wired = arrived.find(({ port }) => port === name)
    const filled = Object.hasOwn(node.inputs, name) ? node.inputs[name] : undefined
    if (wired?.value !== undefined) {
      const reason = checkValue(schema, wired.value)
      if (reason) return { kind: 'rejected', port: name, reason }
      input[name] = wired.value
    } else if (!wired && filled) input[name] = literalOf(filled)
  }
  return { kind: 'ready', input }
}

/** A secret stays a reference until inside the step that uses it. */
function literalOf(filled: InputValue): Json {
  return filled.kind === 'literal' ? filled.value : { secret: filled.name }
}
