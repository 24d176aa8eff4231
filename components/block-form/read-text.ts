import type { PortSchema } from '../../server/engine/card.ts'
import type { Json, JsonObject } from '../../server/kernel/json.ts'
import { decimalText, type Money, moneySchema } from '../../server/kernel/money.ts'

/** What a person typed, read as a value: nothing, a value, or what is wrong with it. */
export type Read = { kind: 'empty' } | { kind: 'value'; value: Json } | { kind: 'wrong'; reason: string }

export function readNumber(text: string, schema: PortSchema): Read {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return { kind: 'empty' }
  const value = Number(trimmed)
  if (!Number.isFinite(value)) return wrong('This is not a number. Write digits, such as 12.5.')
  if (schema.type === 'integer' && !Number.isInteger(value)) return wrong('This takes whole numbers only.')
  const { minimum, maximum } = schema
  if (typeof minimum === 'number' && value < minimum) return wrong(`The least is ${minimum}.`)
  if (typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER && value > maximum) return wrong(`The most is ${maximum}.`)
  return { kind: 'value', value }
}

export function readJson(text: string): Read {
  if (text.trim() === '') return { kind: 'empty' }
  try {
    return { kind: 'value', value: JSON.parse(text) as Json }
  } catch (error) {
    return wrong(`This is not JSON yet: ${error instanceof Error ? error.message.replace(/^JSON\.parse: /, '') : 'it cannot be read'}.`)
  }
}

export function readMoney(text: string, currency: string, decimals = 2): Read {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return { kind: 'empty' }
  const match = /^(-?)(\d{1,20})(?:\.(\d+))?$/.exec(trimmed)
  if (!match) return wrong('This is not an amount. Write it such as 25.50.')
  const [, sign = '', whole = '', cents = ''] = match
  if (cents.length > decimals) return wrong(decimals === 0 ? `${currency} has no smaller unit.` : `${currency} has ${decimals} digits after the point.`)
  const minor = `${whole}${cents.padEnd(decimals, '0')}`.replace(/^0+(?=\d)/, '')
  return { kind: 'value', value: { amountMinor: minor === '0' ? '0' : `${sign}${minor}`, currency, decimals } }
}

export function moneyOf(value: Json | undefined): Money | null {
  const read = moneySchema.safeParse(value)
  return read.success ? read.data : null
}

export function textOfMoney(value: Json | undefined): string {
  const money = moneyOf(value)
  return money ? decimalText(money) : ''
}

/** How many digits the smallest unit of a currency has: 2 for EUR, 0 for JPY. */
export function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2 // a code of one's own, such as of points
  }
}

const usual = ['EUR', 'USD', 'GBP', 'CHF', 'JPY']

/** All currencies by their code, the usual ones first; the one that is held even where nobody knows it. */
export function currencyItems(held: string): { value: string; label: string }[] {
  return [...new Set([...usual, held, ...Intl.supportedValuesOf('currency')])].map((code) => ({ value: code, label: code }))
}

export type Pair = { name: string; value: string }

/** Named texts are kept as the block wants them: as a list of label and value, or as an object. */
export function pairsOf(value: Json | undefined): Pair[] {
  if (Array.isArray(value)) return value.flatMap((one) => (isObject(one) ? [{ name: String(one.label ?? ''), value: String(one.value ?? '') }] : []))
  return isObject(value) ? Object.entries(value).map(([name, one]) => ({ name, value: typeof one === 'string' ? one : JSON.stringify(one) })) : []
}

export function valueOfPairs(pairs: Pair[], schema: PortSchema): Json {
  if (schema.type === 'array') return pairs.map(({ name, value }) => ({ label: name, value }))
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]))
}

/** As JSON laid out for reading; texts stay as they are typed. */
export function textOfJson(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2)
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(reason: string): Read {
  return { kind: 'wrong', reason }
}
