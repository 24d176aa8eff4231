import type { PortSchema } from '../../../server/engine/card.ts'
import { portSchemaFrom, schemaLimits } from '../../../server/engine/port-schema.ts'
import { isObject, type Plain, target } from './references.ts'

/** `way`: what only goes the other way is left out. */
type Reading = { root: Plain; way: 'in' | 'out'; tell: (what: string) => void }

/** Keywords that are kept as they are. */
const kept = ['title', 'description', 'enum', 'const', 'minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'required']
const formats = ['date-time', 'date', 'time', 'duration', 'email', 'uri', 'uuid']
/** They narrow a type in ways that no value is checked for here: what is sent or comes may be more than the document says. */
const unchecked = ['not', 'if', 'patternProperties', 'uniqueItems', 'minProperties', 'maxProperties', 'contains', 'propertyNames', 'dependentRequired']
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']

/** A schema of an OpenAPI document (3.0 or 3.1) as the type of a port: standing alone, with references put in place. What is lost is told. */
export function portType(schema: unknown, reading: Reading): PortSchema {
  const told = new Set<string>()
  const tell = (what: string) => {
    if (!told.has(what)) reading.tell(what)
    told.add(what)
  }
  const type = written(schema, { ...reading, tell }, [])
  if (JSON.stringify(type).length > schemaLimits.characters) {
    tell('its type is too large, so it takes anything')
    return {}
  }
  const read = portSchemaFrom(type)
  if (read.ok) return read.schema
  tell(`its type takes anything: ${read.message}`)
  return {}
}

function written(given: unknown, reading: Reading, within: readonly string[]): PortSchema {
  if (!isObject(given)) return {}
  if (typeof given.$ref === 'string') {
    const { $ref } = given
    if (within.includes($ref)) {
      reading.tell(`“${nameOf($ref)}” holds itself: inside of it anything goes`)
      return {}
    }
    const found = target(reading.root, $ref)
    if (found === undefined) reading.tell(`“${$ref}” is not in the document: anything goes there`)
    return written(found, reading, [...within, $ref])
  }
  if (within.length > 24) return {}
  for (const keyword of unchecked) if (keyword in given) reading.tell(`“${keyword}” is not checked`)
  const inner = (each: unknown) => written(each, reading, within)
  const schema: PortSchema = Object.fromEntries(kept.filter((keyword) => keyword in given).map((keyword) => [keyword, given[keyword]]))
  if (Array.isArray(given.required)) schema.required = given.required.filter((name) => typeof name === 'string')
  else delete schema.required
  if (Array.isArray(schema.enum) && schema.enum.length === 0) delete schema.enum
  const named = (Array.isArray(given.type) ? given.type : [given.type]).filter((type) => types.includes(type as string))
  if (named.length > 0) schema.type = named.length === 1 ? named[0] : named
  if (typeof given.format === 'string' && formats.includes(given.format)) schema.format = given.format
  else if (typeof given.pattern === 'string' && portSchemaFrom({ type: 'string', pattern: given.pattern }).ok) schema.pattern = given.pattern
  else if (given.pattern !== undefined) reading.tell('a pattern is not checked')
  for (const end of ['Minimum', 'Maximum'] as const) openEnd(schema, given, end)
  if (isObject(given.properties)) Object.assign(schema, fieldsOf(given, given.properties, schema, reading, inner))
  if (isObject(given.additionalProperties)) schema.additionalProperties = inner(given.additionalProperties)
  else if (given.additionalProperties === false) schema.additionalProperties = false
  if ('items' in given) schema.items = inner(given.items)
  if (Array.isArray(given.prefixItems)) schema.prefixItems = given.prefixItems.map(inner)
  for (const list of ['anyOf', 'oneOf', 'allOf']) if (Array.isArray(given[list])) schema[list] = given[list].map(inner)
  return given.nullable === true ? orEmpty(schema) : schema
}

/** In 3.0 `exclusiveMinimum: true` says of `minimum` that it is itself too low. */
function openEnd(schema: PortSchema, given: Plain, end: 'Minimum' | 'Maximum'): void {
  const [open, closed] = [`exclusive${end}`, end.toLowerCase()]
  if (typeof given[open] === 'number') schema[open] = given[open]
  else if (given[open] === true && typeof given[closed] === 'number') {
    schema[open] = given[closed]
    delete schema[closed]
  }
}

function fieldsOf(given: Plain, properties: Plain, schema: PortSchema, reading: Reading, inner: (each: unknown) => PortSchema): PortSchema {
  const other = reading.way === 'in' ? 'readOnly' : 'writeOnly'
  const fields = Object.entries(properties).filter(([, field]) => !(isObject(field) && field[other] === true))
  const names = new Set(fields.map(([name]) => name))
  const required = (schema.required as string[] | undefined)?.filter((name) => names.has(name) || !Object.hasOwn(properties, name))
  return {
    ...(given.type === undefined ? { type: 'object' } : {}),
    properties: Object.fromEntries(fields.map(([name, field]) => [name, inner(field)])),
    ...(required && required.length > 0 ? { required } : {}),
  }
}

function orEmpty({ title, description, ...schema }: PortSchema): PortSchema {
  const words = { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) }
  return { ...words, anyOf: [schema, { type: 'null' }] }
}

const nameOf = (reference: string): string => reference.split('/').at(-1) ?? reference
