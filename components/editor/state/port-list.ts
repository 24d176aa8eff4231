import { z } from 'zod'
import { readExpression } from '../../../server/engine/expression.ts'
import { controlInput, controlOutputs, type NodePort, portNameSchema } from '../../../server/engine/flow.ts'
import { fileRefSchema } from '../../../server/kernel/file-ref.ts'
import { moneySchema } from '../../../server/kernel/money.ts'
import { sameData } from './flow-edit.ts'

/** As a port of a block has it. */
function typeOf(schema: z.ZodType): NodePort['schema'] {
  const { $schema: _, ...type } = z.toJSONSchema(schema)
  return type
}

/** Where two have a type in common, the plainer one comes later. */
const schemas: Record<string, { label: string; schema: NodePort['schema'] }> = {
  date: { label: 'Date', schema: { type: 'string', format: 'date' } },
  moment: { label: 'Date and time', schema: { type: 'string', format: 'date-time' } },
  text: { label: 'Text', schema: { type: 'string' } },
  number: { label: 'Number', schema: { type: 'number' } },
  boolean: { label: 'Yes or no', schema: { type: 'boolean' } },
  texts: { label: 'List of texts', schema: { type: 'array', items: { type: 'string' } } },
  list: { label: 'List', schema: { type: 'array' } },
  money: { label: 'Money', schema: typeOf(moneySchema) },
  file: { label: 'File', schema: typeOf(fileRefSchema) },
  object: { label: 'Object', schema: { type: 'object' } },
  any: { label: 'Anything', schema: {} },
}

/** In the order they are offered. */
const order = ['text', 'number', 'boolean', 'texts', 'date', 'moment', 'money', 'file', 'list', 'object', 'any']

/** The kinds a person chooses from for a port of their own. */
export const portKinds = order.flatMap((value) => (schemas[value] ? [{ value, label: schemas[value].label }] : []))

export const schemaOfKind = (kind: string): NodePort['schema'] => schemas[kind]?.schema ?? {}

/** A port whose schema says more than these kinds do counts as the kind it is of. */
export function kindOfPort({ schema }: NodePort): string {
  const kinds = Object.entries(schemas)
  return (kinds.find(([, one]) => sameData(one.schema, schema)) ?? kinds.findLast(([, one]) => one.schema.type === schema.type))?.[0] ?? 'any'
}

export function nextPortName(ports: readonly NodePort[]): string {
  for (let n = ports.length + 1; ; n++) if (!ports.some(({ name }) => name === `value${n}`)) return `value${n}`
}

/** Why a port cannot have this name; null when it can. `taken`: the names that other ports of the block have. */
export function wrongPortName(name: string, taken: readonly string[]): string | null {
  if (name === '') return 'Give it a name.'
  if (!portNameSchema.safeParse(name).success) return 'A letter first, then letters, digits or _.'
  if (taken.includes(name)) return `There is another port named ${name}.`
  if (name === controlInput || controlOutputs.some((one) => one === name)) return `Every block has a port named ${name} already.`
  const read = readExpression(`block.${name}`)
  return read.ok && read.names[0]?.port === name ? null : `${name} is a word of the expression language. Choose another name.`
}
