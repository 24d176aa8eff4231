import type { Card, PortSchema } from './card.ts'
import { checkValue } from './check-value.ts'
import { alternatives, isAny, isSecret, memberOf, portTypeOf, propertiesOf, requires } from './schema-shape.ts'
import { describe } from './schema-words.ts'

export type Connection = { ok: true; through?: string } | { ok: false; reason: string }

/**
 * May a wire lead from this output to that input? The same answer while drawing, in compile and in tests.
 *
 * Kinds must fit: text is no number, text is no choice, text is no date, an optional field is no required one. Limits
 * (range, length, pattern) must fit when the source declares some; a source that declares none is let through, since
 * every value is checked again on the wire. With `converters` (cards of category `convert`: one input, one output) a
 * wire that does not fit may be answered with the block to put between.
 */
export function canConnect(from: PortSchema, to: PortSchema, converters: Iterable<Card> = []): Connection {
  const reason = misfit(from, to)
  if (reason === null) return { ok: true }
  for (const card of converters) {
    const [input, another] = card.inputs
    const [output] = card.outputs
    if (card.category !== 'convert' || !input || another || !output) continue
    if (misfit(from, input.schema) === null && misfit(output.schema, to) === null) return { ok: true, through: card.id }
  }
  return { ok: false, reason }
}

/** Null when every value of `from` may go where `to` is asked for. */
function misfit(from: PortSchema, to: PortSchema): string | null {
  const targets = alternatives(to)
  for (const source of alternatives(from)) {
    const reasons = targets.map((target) => misfitOne(source, target))
    if (reasons.includes(null)) continue
    const alike = targets.filter((target) => target.type === source.type)
    const only = targets.length === 1 ? targets[0] : alike.length === 1 ? alike[0] : undefined
    return (only && reasons[targets.indexOf(only)]) ?? `${describe(source)} does not fit ${describe(to)}`
  }
  return null
}

function misfitOne(from: PortSchema, to: PortSchema): string | null {
  if (isSecret(from) || isSecret(to)) return misfitSecret(from, to)
  if (portTypeOf(from) === 'stream' || portTypeOf(to) === 'stream') return misfitStream(from, to)
  if (isAny(from) || isAny(to)) return null
  const nominal = portTypeOf(to)
  if (nominal && portTypeOf(from) !== nominal) return `${describe(from)} is not ${describe(to)}`
  if (Array.isArray(from.enum))
    return firstReason(from.enum, (value) => checkValue(to, value) && `it may be ${JSON.stringify(value)}, which does not fit ${describe(to)}`)
  if (Array.isArray(to.enum)) return `${describe(from)} may be something else than ${describe(to)}`
  if (!sameKind(from, to)) return `${describe(from)} does not fit ${describe(to)}`
  if (from.type === 'string') return misfitText(from, to)
  if (from.type === 'number' || from.type === 'integer') return misfitNumber(from, to)
  if (from.type === 'array') return misfitList(from, to)
  if (from.type === 'object') return misfitObject(from, to)
  return null
}

function misfitSecret(from: PortSchema, to: PortSchema): string | null {
  if (portTypeOf(from) === portTypeOf(to)) return null
  if (!isSecret(from)) return `only a secret from the vault fits here, not ${describe(from)}`
  return isSecret(to) ? `${describe(from)} may not be given to another service: this asks for ${describe(to)}` : 'a secret may only go into a port made for it'
}

function misfitStream(from: PortSchema, to: PortSchema): string | null {
  if (portTypeOf(from) !== portTypeOf(to)) return `${describe(from)} does not fit ${describe(to)}`
  return misfit(memberOf(from.items), memberOf(to.items))
}

function sameKind(from: PortSchema, to: PortSchema): boolean {
  return from.type === to.type || (from.type === 'integer' && to.type === 'number') || from.type === undefined || to.type === undefined
}

/** Formats that are kinds of their own; the others (e-mail, web address, …) only limit a text. */
const kinds = new Set(['date-time', 'date', 'time', 'duration'])

function misfitText(from: PortSchema, to: PortSchema): string | null {
  if (typeof to.format === 'string' && from.format !== to.format && (kinds.has(to.format) || from.format !== undefined))
    return `${describe(from)} is not ${describe(to)}`
  // The format already says what its pattern would.
  const declared = from.pattern !== undefined && from.format === undefined && to.format === undefined
  if (declared && to.pattern !== undefined && from.pattern !== to.pattern) return 'the two texts must have different forms'
  return misfitRange(from, to, textLimits, 'length between')
}

function misfitList(from: PortSchema, to: PortSchema): string | null {
  const fixed = Array.isArray(to.prefixItems) ? to.prefixItems : []
  const given = Array.isArray(from.prefixItems) ? from.prefixItems : []
  for (const [i, target] of fixed.entries()) {
    const reason = misfit(memberOf(i < given.length ? given[i] : from.items), memberOf(target))
    if (reason) return `entry ${i + 1}: ${reason}`
  }
  const rest = given.slice(fixed.length).map(memberOf)
  if (from.items !== false) rest.push(memberOf(from.items))
  const reason = to.items === false && fixed.length > 0 ? null : firstReason(rest, (member) => misfit(member, memberOf(to.items)))
  return reason ? `its entries: ${reason}` : misfitRange(from, to, listLimits, 'size between')
}

function misfitObject(from: PortSchema, to: PortSchema): string | null {
  const given = new Map(propertiesOf(from))
  const unknownShape = given.size === 0 && from.additionalProperties !== false
  const open = from.additionalProperties === false ? undefined : memberOf(from.additionalProperties)
  const asked = propertiesOf(to)
  for (const [name, target] of asked) {
    const source = given.get(name) ?? (unknownShape ? open : undefined)
    if (!source) {
      if (requires(to, name)) return `the field "${name}" is missing`
      continue
    }
    const reason = misfit(source, target)
    if (reason) return `the field "${name}": ${reason}`
    if (requires(to, name) && !requires(from, name) && !unknownShape) return `the field "${name}" may be missing, but is needed here`
  }
  if (to.additionalProperties === undefined || to.additionalProperties === true) return null
  const named = new Set(asked.map(([name]) => name))
  for (const [name, source] of given) {
    if (named.has(name)) continue
    if (to.additionalProperties === false) return `the field "${name}" is not allowed here`
    const reason = misfit(source, memberOf(to.additionalProperties))
    if (reason) return `the field "${name}": ${reason}`
  }
  return unknownShape && open && to.additionalProperties !== false ? misfit(open, memberOf(to.additionalProperties)) : null
}

function misfitNumber(from: PortSchema, to: PortSchema): string | null {
  const range = misfitRange(from, to, numberLimits, 'between')
  if (range) return range
  const open = [
    touches(from, to, numberLimits.low, 'exclusiveMinimum') && `it may be ${numberLimits.low(from)}, which is not more than ${to.exclusiveMinimum}`,
    touches(from, to, numberLimits.high, 'exclusiveMaximum') && `it may be ${numberLimits.high(from)}, which is not less than ${to.exclusiveMaximum}`,
  ].find((reason) => reason !== false)
  if (open !== undefined) return open
  const [given, asked] = [from.multipleOf, to.multipleOf]
  const steps = typeof given === 'number' && typeof asked === 'number' && asked !== 0 ? given / asked : 1
  return Math.abs(steps - Math.round(steps)) < 1e-9 ? null : `a multiple of ${given} need not be a multiple of ${asked}`
}

/** Do both ranges end at the same number, which only the source's has in it? */
function touches(from: PortSchema, to: PortSchema, end: (schema: PortSchema) => number, keyword: string): boolean {
  return to[keyword] === end(to) && end(from) === end(to) && from[keyword] !== end(from)
}

type Limits = { low: (schema: PortSchema) => number; high: (schema: PortSchema) => number }

const bound = (value: unknown, none: number): number => (typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : none)
const limits = (low: string, high: string): Limits => ({ low: (schema) => bound(schema[low], -Infinity), high: (schema) => bound(schema[high], Infinity) })
const textLimits = limits('minLength', 'maxLength')
const listLimits = limits('minItems', 'maxItems')
const numberLimits: Limits = {
  low: (schema) => Math.max(bound(schema.minimum, -Infinity), bound(schema.exclusiveMinimum, -Infinity)),
  high: (schema) => Math.min(bound(schema.maximum, Infinity), bound(schema.exclusiveMaximum, Infinity)),
}

/** Compared only where the source declares a limit: what it leaves open is left to the check on the wire. */
function misfitRange(from: PortSchema, to: PortSchema, { low, high }: Limits, words: string): string | null {
  const below = low(from) !== -Infinity && low(from) < low(to)
  const above = high(from) !== Infinity && high(from) > high(to)
  const outside = low(from) > high(to) || high(from) < low(to)
  if (!below && !above && !outside) return null
  return `${words} ${span(low(from), high(from))} does not fit ${words} ${span(low(to), high(to))}`
}

const span = (low: number, high: number): string => `${low === -Infinity ? 'any' : low} and ${high === Infinity ? 'any' : high}`

function firstReason<T>(items: readonly T[], reasonOf: (item: T) => string | null): string | null {
  for (const item of items) {
    const reason = reasonOf(item)
    if (reason) return reason
  }
  return null
}
