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
