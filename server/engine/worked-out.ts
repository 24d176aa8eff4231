import type { PortSchema } from './card.ts'
import { checkExpressionOver } from './expression.ts'
import type { NameSource, WorkedOut } from './port-types.ts'
import { alternatives, memberOf, propertiesOf } from './schema-shape.ts'

/** What is known of the inputs of one node: the type of what comes into a port, and the text that stands in it. */
export type Inputs = { typeInto(port: string): PortSchema | undefined; textIn(port: string): string | undefined }

/** What an expression that stands in an input of a block gives, or undefined when that cannot be told before it runs. */
export function typeWorkedOut({ by, names, fieldsOf }: WorkedOut, { typeInto, textIn }: Inputs): PortSchema | undefined {
  const source = textIn(by)
  if (source === undefined) return undefined
  const fields = fieldsOf === undefined ? [] : propertiesOf(typeInto(fieldsOf) ?? {})
  const entries = Object.entries(names).flatMap(([name, from]): [string, PortSchema][] => {
    const type = typeOfName(from, typeInto)
    return type ? [[name, type]] : []
  })
  const known = Object.fromEntries([...fields, ...entries])
  const gives = (more: Record<string, PortSchema> = {}) => {
    const typed = checkExpressionOver(source, { ...known, ...more })
    return typed.ok ? typed.type : undefined
  }
  const growing = Object.entries(names).find(([, from]) => 'grows' in from)?.[0]
  return growing === undefined ? gives() : typeGrown(known[growing] ?? {}, (type) => gives({ [growing]: type }))
}

function typeOfName(from: NameSource, typeInto: Inputs['typeInto']): PortSchema | undefined {
  if ('type' in from) return from.type
  if ('port' in from) return typeInto(from.port)
  if ('grows' in from) return typeInto(from.grows) ?? {}
  const lists = alternatives(typeInto(from.entryOf) ?? {})
  const [only] = lists
  return lists.length === 1 && only?.type === 'array' ? memberOf(only.items) : {}
}

/** The type of a value that begins as one thing and becomes another with each round: either, when it never is anything else. */
function typeGrown(start: PortSchema, becomes: (type: PortSchema) => PortSchema | undefined): PortSchema | undefined {
  const first = becomes(start)
  if (!first) return undefined
  const ever = eitherOf([...alternatives(start), ...alternatives(first)])
  const later = becomes(ever)
  const seen = new Set(alternatives(ever).map((type) => JSON.stringify(type)))
  return later && alternatives(later).every((type) => seen.has(JSON.stringify(type))) ? ever : undefined
}

/** The type of a value that is known. What a long list holds is not looked at. */
export function typeOfValue(value: unknown): PortSchema {
  if (value === null) return { type: 'null' }
  if (typeof value === 'string') return { type: 'string' }
  if (typeof value === 'boolean') return { type: 'boolean' }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' }
  if (Array.isArray(value))
    return value.length === 0 || value.length > mostLookedAt ? { type: 'array' } : { type: 'array', items: eitherOf(value.map(typeOfValue)) }
  if (typeof value !== 'object') return {}
  const fields = Object.entries(value)
  const properties = Object.fromEntries(fields.map(([name, held]) => [name, typeOfValue(held)]))
  return { type: 'object', properties, required: fields.map(([name]) => name), additionalProperties: false }
}

const mostLookedAt = 100

function eitherOf(types: PortSchema[]): PortSchema {
  const unique = [...new Map(types.map((type) => [JSON.stringify(type), type])).values()]
  return unique.length === 1 ? (unique[0] ?? {}) : { anyOf: unique }
}
