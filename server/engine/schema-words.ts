import type { PortSchema } from './card.ts'
import { alternatives, isAny, memberOf, portTypeOf } from './schema-shape.ts'

/** A port type as a person says it: "text", "a list of numbers", "one of red, green". */
export function describe(schema: PortSchema): string {
  return listed(alternatives(schema).map(one))
}

/** What a value is, in the same words. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return value.length <= 40 ? `the text "${value}"` : 'a text'
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`
  return 'an object'
}

export function listed(words: string[], link = 'or'): string {
  const unique = [...new Set(words)]
  return unique.length < 2 ? (unique[0] ?? 'nothing') : `${unique.slice(0, -1).join(', ')} ${link} ${unique.at(-1)}`
}

function one(schema: PortSchema): string {
  const nominal = portTypeOf(schema)
  if (nominal?.startsWith('secret:')) return `a ${nominal.slice(7)} secret`
  if (nominal === 'stream') return `a stream of ${plural(memberOf(schema.items))}`
  if (nominal) return `a ${nominal}`
  if (isAny(schema)) return 'anything'
  if (Array.isArray(schema.enum))
    return schema.enum.length === 1
      ? JSON.stringify(schema.enum[0])
      : `one of ${schema.enum.slice(0, 8).map(plainly).join(', ')}${schema.enum.length > 8 ? ', …' : ''}`
  if (schema.type === 'string') return typeof schema.format === 'string' ? (formatWords[schema.format] ?? 'text') : 'text'
  if (schema.type === 'array')
    return Array.isArray(schema.prefixItems) ? `a list of ${schema.prefixItems.length}` : `a list of ${plural(memberOf(schema.items))}`
  if (schema.type === 'object') return objectWords(schema)
  return typeof schema.type === 'string' ? (typeWords[schema.type] ?? schema.type) : 'anything'
}

function objectWords(schema: PortSchema): string {
  const fields = Object.keys((schema.properties ?? {}) as object)
  if (fields.length === 0) return 'an object'
  return `an object with ${fields.length <= 4 ? listed(fields, 'and') : `${fields.slice(0, 3).join(', ')} and more`}`
}

function plural(schema: PortSchema): string {
  const words = describe(schema)
  return pluralWords[words] ?? words.replace(/^an? (\S+)/, (_, noun: string) => `${noun}s`)
}

const typeWords: Record<string, string> = { number: 'a number', integer: 'a whole number', boolean: 'yes or no', null: 'empty' }
const pluralWords: Record<string, string> = { 'a number': 'numbers', 'a whole number': 'whole numbers', text: 'texts', 'a date and time': 'dates and times' }
const formatWords: Record<string, string> = {
  'date-time': 'a date and time',
  date: 'a date',
  time: 'a time of day',
  duration: 'a length of time',
  email: 'an e-mail address',
  uri: 'a web address',
  uuid: 'a UUID',
}

const plainly = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
