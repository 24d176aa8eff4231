import type { PortSchema } from './card.ts'

/**
 * Reading JSON Schema as port types. Three keywords are ours, both plain data set with zod's `.meta()`:
 * `portType` names a type that shape alone cannot tell (`secret:<vendor>`, `stream`, `file`, `message`, `tool`,
 * `model`); `generic: 'T'` marks ports of one block that share the type of whatever is wired in; `workedOut` one that has
 * the type of an expression's value.
 */

const known = new WeakMap<PortSchema, PortSchema[]>()

/** A union as the list of what it may be; anything else as a list of itself. `const` reads as an `enum` of one. */
export function alternatives(schema: PortSchema): PortSchema[] {
  const before = known.get(schema)
  if (before) return before
  const found = split(schema)
  known.set(schema, found)
  return found
}

function split(schema: PortSchema): PortSchema[] {
  const { anyOf, oneOf, allOf, ...rest } = schema
  if (Array.isArray(allOf)) return alternatives(allOf.map(memberOf).reduce(merged, rest))
  const union = anyOf ?? oneOf
  if (Array.isArray(union)) return union.flatMap((member) => alternatives(merged(rest, memberOf(member))))
  if (Array.isArray(schema.type)) return schema.type.map((type) => ({ ...schema, type }))
  if ('const' in schema) return [{ ...schema, enum: [schema.const] }]
  return [schema]
}

function merged(a: PortSchema, b: PortSchema): PortSchema {
  const both = { ...a, ...b }
  if (a.properties && b.properties) both.properties = { ...(a.properties as object), ...(b.properties as object) }
  if (Array.isArray(a.required) && Array.isArray(b.required)) both.required = [...new Set([...a.required, ...b.required])]
  return both
}

/** A schema inside a schema, which may also be written `true` or `false`. */
export function memberOf(member: unknown): PortSchema {
  if (member === false) return { not: {} }
  return typeof member === 'object' && member !== null ? (member as PortSchema) : {}
}

export function portTypeOf(schema: PortSchema): string | undefined {
  return typeof schema.portType === 'string' ? schema.portType : undefined
}

export function isSecret(schema: PortSchema): boolean {
  return portTypeOf(schema)?.startsWith('secret:') ?? false
}

const shaping = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', 'not', 'properties', 'items', 'portType']

/** Accepts whatever comes; what comes is checked when it is used. */
export function isAny(schema: PortSchema): boolean {
  return shaping.every((keyword) => !(keyword in schema))
}

export function propertiesOf(schema: PortSchema): [string, PortSchema][] {
  return Object.entries((schema.properties ?? {}) as object).map(([name, member]) => [name, memberOf(member)])
}

export function requires(schema: PortSchema, property: string): boolean {
  return Array.isArray(schema.required) && schema.required.includes(property)
}
