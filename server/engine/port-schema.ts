import { z } from 'zod'
import type { PortSchema } from './card.ts'
import { memberOf } from './schema-shape.ts'

/** The ports of a zod object, each with a schema that stands alone: no `$ref`, so a port can travel without its block. */
export function portsOf(shape: z.ZodObject, io: 'input' | 'output'): { name: string; schema: PortSchema; required: boolean }[] {
  const whole = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as PortSchema
  const required = Array.isArray(whole.required) ? whole.required : []
  const definitions = (whole.$defs ?? {}) as Record<string, unknown>
  return Object.entries((whole.properties ?? {}) as object).map(([name, schema]) => ({
    name,
    schema: memberOf(standAlone(schema, definitions, [])),
    required: required.includes(name) && !acceptsNothing(shape, name),
  }))
}

/** Puts definitions in place of what refers to them. One that holds itself (such as "any JSON") becomes: anything. */
function standAlone(schema: unknown, definitions: Record<string, unknown>, within: string[]): unknown {
  if (Array.isArray(schema)) return schema.map((member) => standAlone(member, definitions, within))
  if (typeof schema !== 'object' || schema === null) return schema
  if ('$ref' in schema && typeof schema.$ref === 'string') {
    const { $ref, ...rest } = schema
    const name = $ref.replace('#/$defs/', '')
    if (within.includes(name) || holdsItself(definitions[name], name, definitions, [])) return rest
    return { ...(standAlone(definitions[name], definitions, [...within, name]) as object), ...rest }
  }
  return Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, standAlone(member, definitions, within)]))
}

function holdsItself(schema: unknown, name: string, definitions: Record<string, unknown>, seen: string[]): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  if ('$ref' in schema && typeof schema.$ref === 'string') {
    const other = schema.$ref.replace('#/$defs/', '')
    return other === name || (!seen.includes(other) && holdsItself(definitions[other], name, definitions, [...seen, other]))
  }
  return Object.values(schema).some((member) => holdsItself(member, name, definitions, seen))
}

/** Custom types and `unknown` are listed as required by JSON Schema even where leaving them out is fine. */
function acceptsNothing(shape: z.ZodObject, name: string): boolean {
  return shape.shape[name]?.safeParse(undefined).success ?? false
}

export const schemaLimits = { characters: 32_768, members: 4_000, depth: 32, pattern: 500 }

type Read = { ok: true; schema: PortSchema } | { ok: false; message: string }
const read = new WeakMap<object, Read>()

/**
 * A JSON Schema that somebody wrote, as the type of a port: standing alone, and nothing in it that the check of values
 * would pass over. `message` says what is wrong and what to do.
 */
export function portSchemaFrom(json: unknown): Read {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { ok: false, message: 'A type is a JSON Schema: an object such as { "type": "string" }.' }
  const before = read.get(json)
  if (before) return before
  const found = readSchema(json as PortSchema)
  read.set(json, found)
  return found
}

function readSchema(json: PortSchema): Read {
  if (JSON.stringify(json).length > schemaLimits.characters) return { ok: false, message: 'This type is too large. Describe only the fields that are needed.' }
  const work: Reading = { root: json, members: 0, problem: null }
  const schema = written(json, work, [], 0)
  return work.problem === null ? { ok: true, schema } : { ok: false, message: work.problem }
}

type Reading = { root: PortSchema; members: number; problem: string | null }

/** Keywords that narrow a type in ways the check of values does not know. */
const unknown = [
  'not if then else patternProperties propertyNames dependentSchemas dependentRequired minProperties maxProperties',
  'contains uniqueItems unevaluatedProperties unevaluatedItems $dynamicRef $recursiveRef generic workedOut',
]
  .join(' ')
  .split(' ')
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']

function written(member: unknown, work: Reading, within: string[], depth: number): PortSchema {
  const schema = memberOf(member)
  work.members += 1
  if (depth > schemaLimits.depth) return refuse(work, 'This type is nested too deep. Make it flatter.')
  if (work.members > schemaLimits.members) return refuse(work, 'This type is too large. Describe only the fields that are needed.')
  if (work.problem !== null || member === true || member === false) return schema
  if (typeof schema.$ref === 'string') return followed(schema.$ref, schema, work, within, depth)
  const problem = problemOf(schema)
  if (problem) return refuse(work, problem)
  const inner = (each: unknown): PortSchema => written(each, work, within, depth + 1)
  const { $defs: _, definitions: __, $schema: ___, $id: ____, ...rest } = schema
  return {
    ...rest,
    ...(schema.type === undefined && schema.properties !== undefined && { type: 'object' }),
    ...(schema.type === undefined && schema.items !== undefined && { type: 'array' }),
    ...(isPlain(schema.properties) && { properties: Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, inner(each)])) }),
    ...('items' in schema && { items: schema.items === false ? false : inner(schema.items) }),
    ...(isPlain(schema.additionalProperties) && { additionalProperties: inner(schema.additionalProperties) }),
    ...Object.fromEntries(lists.flatMap((name) => (Array.isArray(schema[name]) ? [[name, schema[name].map(inner)]] : []))),
  }
}

const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems']

/** A reference within the document is put in place; one that comes round to itself becomes: anything. */
function followed(reference: string, schema: PortSchema, work: Reading, within: string[], depth: number): PortSchema {
  if (reference !== '#' && !reference.startsWith('#/'))
    return refuse(work, `This type refers to "${reference}", outside of itself. Put what it refers to into "$defs".`)
  const { $ref: _, ...rest } = schema
  if (within.includes(reference)) return rest
  let target: unknown = work.root
  for (const step of reference.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    target = typeof target === 'object' && target !== null && Object.hasOwn(target, name) ? (target as Record<string, unknown>)[name] : undefined
  }
  if (target === undefined) return refuse(work, `This type refers to "${reference}", which is not in it.`)
  return { ...written(target, work, [...within, reference], depth + 1), ...rest }
}

/** Every key is a text: said of keys it narrows nothing. The types of blocks say it of every object with free keys. */
const isText = (schema: unknown) => isPlain(schema) && Object.keys(schema).join() === 'type' && schema.type === 'string'

function problemOf(schema: PortSchema): string | null {
  const keyword = unknown.find((name) => name in schema && !(name === 'propertyNames' && isText(schema.propertyNames)))
  if (keyword) return `"${keyword}" cannot be checked here. Leave it out.`
  const named = schema.type === undefined ? [] : Array.isArray(schema.type) ? schema.type : [schema.type]
  const wrong = named.find((type) => !types.includes(type))
  if (wrong !== undefined) return `There is no type ${JSON.stringify(wrong)}. Take one of ${types.join(', ')}.`
  if (schema.portType !== undefined && (typeof schema.portType !== 'string' || schema.portType === 'stream' || schema.portType.startsWith('secret:')))
    return 'Secrets and streams go only into ports that a block has by itself. Leave "portType" out.'
  if (schema.properties !== undefined && !isPlain(schema.properties)) return '"properties" should be an object of types by name.'
  if (schema.required !== undefined && !(Array.isArray(schema.required) && schema.required.every((name) => typeof name === 'string')))
    return '"required" should be a list of names.'
  if (schema.enum !== undefined && !(Array.isArray(schema.enum) && schema.enum.length > 0))
    return '"enum" should be a list of what it may be, not an empty one.'
  if (schema.pattern !== undefined) return patternProblem(schema.pattern)
  return null
}

/** Patterns check every value on its wire, so one that may take for ever is refused: something repeated in something repeated. */
function patternProblem(pattern: unknown): string | null {
  if (typeof pattern !== 'string' || pattern.length > schemaLimits.pattern) return `"pattern" should be a text of at most ${schemaLimits.pattern} characters.`
  try {
    new RegExp(pattern)
  } catch {
    return `"pattern" is no regular expression: ${pattern}`
  }
  return repeatsRepeated(pattern)
    ? 'This "pattern" may take very long to check: it repeats a group that repeats or has a choice in it. Write it without.'
    : null
}

function repeatsRepeated(pattern: string): boolean {
  const bare = pattern.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x')
  const open: boolean[] = []
  for (let i = 0; i < bare.length; i++) {
    const at = bare[i]
    const top = open.length - 1
    if (at === '(') {
      open.push(false)
      if (bare[i + 1] === '?') i += 1
    } else if (at === ')') {
      const loose = open.pop() ?? false
      if (loose && /^(?:[*+]|\{\d*,?\d*\})/.test(bare.slice(i + 1))) return true
      if (loose && open.length > 0) open[open.length - 1] = true
    } else if (top >= 0 && (at === '*' || at === '+' || at === '?' || at === '|' || (at === '{' && /^\{\d*,/.test(bare.slice(i))))) open[top] = true
  }
  return /\\[1-9k]/.test(pattern)
}

function refuse(work: Reading, problem: string): PortSchema {
  work.problem ??= problem
  return {}
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
