import { canonicalText } from './canonical.ts'
import type { PortSchema } from './card.ts'
import { alternatives, isAny, isSecret, memberOf, propertiesOf, requires } from './schema-shape.ts'
import { describe, describeValue } from './schema-words.ts'

/**
 * The check of every value on every wire. Null when it fits, else the reason in words. Reads the part of JSON Schema
 * that zod writes; lengths count UTF-16 units, as zod does.
 */
export function checkValue(schema: PortSchema, value: unknown): string | null {
  return check(schema, value, '')
}

function check(schema: PortSchema, value: unknown, at: string): string | null {
  const choices = alternatives(schema)
  const reasons = choices.map((choice) => checkOne(choice, value, at))
  if (reasons.includes(null)) return null
  // Of a union, the member that has the value's own type explains best.
  const nearest = choices.filter((choice) => !Array.isArray(choice.enum) && ofType(choice.type, value))
  const only = choices.length === 1 ? choices[0] : nearest.length === 1 ? nearest[0] : undefined
  return (only && reasons[choices.indexOf(only)]) ?? mismatch(schema, value, at)
}

function checkOne(schema: PortSchema, value: unknown, at: string): string | null {
  if (value === undefined) return `${subject(at)} is missing`
  if (isSecret(schema)) return isSecretReference(value) ? null : `${subject(at)} should be a secret, chosen from the vault`
  if (isAny(schema)) return null
  if (schema.not !== undefined) return `${subject(at)} is not allowed here`
  if (Array.isArray(schema.enum)) return schema.enum.some((allowed) => same(allowed, value)) ? null : mismatch(schema, value, at)
  if (!ofType(schema.type, value)) return mismatch(schema, value, at)
  if (typeof value === 'string') return checkText(schema, value, at)
  if (typeof value === 'number') return checkNumber(schema, value, at)
  if (Array.isArray(value)) return checkList(schema, value, at)
  if (typeof value === 'object' && value !== null) return checkObject(schema, value as Record<string, unknown>, at)
  return null
}

function ofType(type: unknown, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return type === undefined || typeof value === type
}

function checkText(schema: PortSchema, value: string, at: string): string | null {
  const { minLength, maxLength, pattern, format } = schema
  if (typeof minLength === 'number' && value.length < minLength)
    return value === '' ? `${subject(at)} should not be empty` : `${subject(at)} should have at least ${minLength} characters`
  if (typeof maxLength === 'number' && value.length > maxLength) return `${subject(at)} should have at most ${maxLength} characters`
  const expression = typeof pattern === 'string' ? pattern : typeof format === 'string' ? formats[format] : undefined
  if (expression === undefined || compiled(expression)?.test(value) !== false) return null
  return typeof format === 'string' ? mismatch(schema, value, at) : `${subject(at)} is ${describeValue(value)}, which is not of the expected form`
}

function checkNumber(schema: PortSchema, value: number, at: string): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (typeof minimum === 'number' && value < minimum) return `${subject(at)} should be at least ${minimum}, but is ${value}`
  if (typeof maximum === 'number' && value > maximum) return `${subject(at)} should be at most ${maximum}, but is ${value}`
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return `${subject(at)} should be more than ${exclusiveMinimum}, but is ${value}`
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return `${subject(at)} should be less than ${exclusiveMaximum}, but is ${value}`
  if (typeof multipleOf === 'number' && Math.abs(value / multipleOf - Math.round(value / multipleOf)) > 1e-9)
    return `${subject(at)} should be a multiple of ${multipleOf}, but is ${value}`
  return null
}

function checkList(schema: PortSchema, value: unknown[], at: string): string | null {
  const { minItems, maxItems } = schema
  if (typeof minItems === 'number' && value.length < minItems) return `${subject(at)} should have at least ${minItems} entries, but has ${value.length}`
  if (typeof maxItems === 'number' && value.length > maxItems) return `${subject(at)} should have at most ${maxItems} entries, but has ${value.length}`
  const fixed = Array.isArray(schema.prefixItems) ? schema.prefixItems : []
  for (const [i, held] of value.entries()) {
    const reason = check(memberOf(i < fixed.length ? fixed[i] : schema.items), held, `${at}[${i + 1}]`)
    if (reason) return reason
  }
  return null
}

function checkObject(schema: PortSchema, value: Record<string, unknown>, at: string): string | null {
  const properties = propertiesOf(schema)
  for (const [name, member] of properties) {
    const held = Object.hasOwn(value, name) ? value[name] : undefined
    if (held === undefined && !requires(schema, name)) continue
    const reason = check(member, held, at ? `${at}.${name}` : name)
    if (reason) return reason
  }
  if (schema.additionalProperties === undefined || schema.additionalProperties === true) return null
  const declared = new Set(properties.map(([name]) => name))
  for (const [name, held] of Object.entries(value)) {
    if (declared.has(name) || held === undefined) continue
    const reason = check(memberOf(schema.additionalProperties), held, at ? `${at}.${name}` : name)
    if (reason) return reason
  }
  return null
}

/** What stands in an input for a secret until the step that uses it: its name, never its value. */
export function isSecretReference(value: unknown): value is { secret: string } {
  return typeof value === 'object' && value !== null && 'secret' in value && typeof value.secret === 'string'
}

function mismatch(schema: PortSchema, value: unknown, at: string): string {
  return `${subject(at)} should be ${describe(schema)}, but is ${describeValue(value)}`
}

const subject = (at: string): string => (at === '' ? 'it' : `"${at}"`)

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && a !== null && canonicalText(a) === canonicalText(b))
}

const expressions = new Map<string, RegExp | undefined>()

function compiled(pattern: string): RegExp | undefined {
  if (!expressions.has(pattern)) expressions.set(pattern, tryRegExp(pattern, 'u') ?? tryRegExp(pattern, ''))
  return expressions.get(pattern)
}

function tryRegExp(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return undefined
  }
}

/** Formats whose schema brings no pattern of its own. */
const formats: Record<string, string> = {
  'date-time': '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)$',
  date: '^\\d{4}-\\d\\d-\\d\\d$',
  time: '^\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?$',
  duration: '^P(?!$)(\\d+(\\.\\d+)?[YMWD])*(T(\\d+(\\.\\d+)?[HMS])+)?$',
  uri: '^[a-zA-Z][a-zA-Z0-9+.-]*:\\S+$',
  uuid: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
}
