import type { PortSchema } from './card.ts'
import { matches } from './expression-pattern.ts'
import { type Budget, finite, type Kind, kindOf, Moment, refuse, Span, type Value, type ValueObject } from './expression-values.ts'
import { memberOf } from './schema-shape.ts'

/**
 * Everything an expression can call: nothing else is reachable. `takes` begins with what stands before the dot, for methods.
 * Each function pays for what it reads and makes before it does so.
 */
export type ExpressionFunction = {
  name: string
  method: boolean
  takes: (Kind | 'any')[]
  gives: PortSchema | ((types: PortSchema[]) => PortSchema)
  help: string
  run: (args: never[], budget: Budget) => Value
}

const number: PortSchema = { type: 'number' }
const integer: PortSchema = { type: 'integer' }
const text: PortSchema = { type: 'string' }
const yesNo: PortSchema = { type: 'boolean' }
const texts: PortSchema = { type: 'array', items: text }
/** Inside an expression; outside, both are ISO text. */
export const momentType: PortSchema = { portType: 'moment' }
export const spanType: PortSchema = { portType: 'span' }

const same = ([list]: PortSchema[]): PortSchema => list ?? {}
const sumOf = (types: PortSchema[]): PortSchema => (member(types).type === 'integer' ? integer : number)
const member = ([list]: PortSchema[]): PortSchema => memberOf(list?.items)

type Run<A extends unknown[]> = (args: A, budget: Budget) => Value
type Types = { null: null; boolean: boolean; number: number; text: string; moment: Moment; span: Span; list: Value[]; object: ValueObject; any: Value }
type Arguments<T extends readonly (keyof Types)[]> = { -readonly [K in keyof T]: Types[T[K]] }

function made(method: boolean) {
  return <const T extends readonly (Kind | 'any')[]>(
    name: string,
    takes: T,
    gives: ExpressionFunction['gives'],
    help: string,
    run: Run<Arguments<T>>,
  ): ExpressionFunction => ({ name, method, takes: [...takes], gives, help, run: run as unknown as ExpressionFunction['run'] })
}
const call = made(false)
const method = made(true)

const sizeOfText = ([value]: [string], budget: Budget) => {
  budget.text(value.length)
  return lettersIn(value)
}
const sizeOfList = ([value]: [Value[]]) => value.length
const sizeOfObject = ([value]: [ValueObject], budget: Budget) => {
  budget.spend(10)
  return Object.keys(value).length
}

export const functions: ExpressionFunction[] = [
  call('size', ['text'], integer, 'How many characters, entries or fields.', sizeOfText),
  call('size', ['list'], integer, 'How many characters, entries or fields.', sizeOfList),
  call('size', ['object'], integer, 'How many characters, entries or fields.', sizeOfObject),
  method('size', ['text'], integer, 'How many characters.', sizeOfText),
  method('size', ['list'], integer, 'How many entries.', sizeOfList),
  method('size', ['object'], integer, 'How many fields.', sizeOfObject),

  call('int', ['number'], integer, 'Cuts off what is behind the point.', ([value]) => Math.trunc(value)),
  call('int', ['text'], integer, 'Reads a whole number.', ([value]) => readInteger(value)),
  call('int', ['moment'], integer, 'Seconds since 1970.', ([value]) => Math.floor(value.at / 1000)),
  call('double', ['number'], number, 'The number itself.', ([value]) => value),
  call('double', ['text'], number, 'Reads a number.', ([value]) => readNumber(value)),
  call('string', ['text'], text, 'The text itself.', ([value]) => value),
  call('string', ['number'], text, 'Writes a number as text.', ([value]) => String(value)),
  call('string', ['boolean'], text, 'true or false as text.', ([value]) => String(value)),
  call('string', ['moment'], text, 'A date and time as ISO text.', ([value]) => new Date(value.at).toISOString()),
  call('string', ['span'], text, 'A length of time in seconds.', ([value]) => `${value.ms / 1000}s`),
  call('bool', ['boolean'], yesNo, 'The value itself.', ([value]) => value),
  call('bool', ['text'], yesNo, 'Reads "true" or "false".', ([value]) => readBoolean(value)),
  call('dyn', ['any'], {}, 'The value, its type forgotten.', ([value]) => value),

  call('abs', ['number'], same, 'Without its sign.', ([value]) => Math.abs(value)),
  call('floor', ['number'], integer, 'The whole number below.', ([value]) => Math.floor(value)),
  call('ceil', ['number'], integer, 'The whole number above.', ([value]) => Math.ceil(value)),
  call('round', ['number'], integer, 'The nearest whole number; a half goes away from zero.', ([value]) => Math.sign(value) * Math.round(Math.abs(value))),
  call('min', ['number', 'number'], number, 'The smaller of two.', ([a, b]) => Math.min(a, b)),
  call('max', ['number', 'number'], number, 'The larger of two.', ([a, b]) => Math.max(a, b)),

  method('startsWith', ['text', 'text'], yesNo, 'Does the text begin with it?', ([value, part], budget) => {
    budget.text(part.length)
    return value.startsWith(part)
  }),
  method('endsWith', ['text', 'text'], yesNo, 'Does the text end with it?', ([value, part], budget) => {
    budget.text(part.length)
    return value.endsWith(part)
  }),
  method('contains', ['text', 'text'], yesNo, 'Is it somewhere in the text?', ([value, part], budget) => {
    searched(value, part, budget)
    return value.includes(part)
  }),
  method('matches', ['text', 'text'], yesNo, 'Does the pattern fit somewhere in the text?', ([value, pattern], budget) => matches(value, pattern, budget)),
  method('lowerAscii', ['text'], text, 'In small letters.', ([value], budget) => {
    budget.text(value.length)
    return lower(value)
  }),
  method('upperAscii', ['text'], text, 'In capitals.', ([value], budget) => {
    budget.text(value.length)
    return upper(value)
  }),
  method('trim', ['text'], text, 'Without white space around it.', ([value], budget) => {
    budget.text(value.length)
    return value.trim()
  }),
  method('indexOf', ['text', 'text'], integer, 'Where it begins, from 0; -1 when it is not there.', ([value, part], budget) => {
    searched(value, part, budget)
    const at = value.indexOf(part)
    return at < 0 ? at : lettersIn(value.slice(0, at))
  }),
  method('lastIndexOf', ['text', 'text'], integer, 'Where its last one begins, from 0; -1 when it is not there.', ([value, part], budget) => {
    searched(value, part, budget)
    const at = value.lastIndexOf(part)
    return at < 0 ? at : lettersIn(value.slice(0, at))
  }),
  method('substring', ['text', 'number'], text, 'From a place on, counted from 0.', ([value, from], budget) => cut(value, from, undefined, budget)),
  method('substring', ['text', 'number', 'number'], text, 'From a place on, up to before another.', ([value, from, to], budget) =>
    cut(value, from, to, budget),
  ),
  method('replace', ['text', 'text', 'text'], text, 'Each one of the first text becomes the second.', ([value, old, other], budget) => {
    searched(value, old, budget)
    const parts = old === '' ? [value] : split(value, old, budget)
    return join(parts, other, budget)
  }),
  method('split', ['text', 'text'], texts, 'A list, cut where the separator stands.', ([value, separator], budget) => split(value, separator, budget)),

  method('join', ['list'], text, 'The texts of a list, one after another.', ([list], budget) => join(list, '', budget)),
  method('join', ['list', 'text'], text, 'The texts of a list with something in between.', ([list, separator], budget) => join(list, separator, budget)),
  method('sum', ['list'], sumOf, 'Its numbers added up.', ([list], budget) => numbers(list, budget).reduce((sum, value) => finite(sum + value), 0)),
  method('min', ['list'], member, 'Its smallest number.', ([list], budget) => notEmpty(numbers(list, budget)).reduce((a, b) => Math.min(a, b))),
  method('max', ['list'], member, 'Its largest number.', ([list], budget) => notEmpty(numbers(list, budget)).reduce((a, b) => Math.max(a, b))),
  method('first', ['list'], member, 'Its first entry.', ([list]) => notEmpty(list)[0] as Value),
  method('last', ['list'], member, 'Its last entry.', ([list]) => notEmpty(list).at(-1) as Value),
  method('reverse', ['list'], same, 'The last entry first.', ([list], budget) => {
    budget.list(list.length)
    return list.toReversed()
  }),
  method('slice', ['list', 'number', 'number'], same, 'From a place on, up to before another, counted from 0.', ([list, from, to], budget) => {
    budget.list(list.length)
    return list.slice(Math.max(0, from), Math.max(0, to))
  }),
  method('keys', ['object'], texts, 'The names of its fields.', ([value], budget) => {
    const names = Object.keys(value)
    budget.list(names.length)
    return names
  }),
  method('values', ['object'], { type: 'array' }, 'What its fields hold.', ([value], budget) => {
    const names = Object.keys(value)
    budget.list(names.length)
    return names.map((name) => Object.getOwnPropertyDescriptor(value, name)?.value as Value)
  }),

  call('timestamp', ['text'], momentType, 'Reads ISO text such as "2026-11-21T08:00:00Z".', ([value], budget) => moment(readMoment(value), budget)),
  call('timestamp', ['number'], momentType, 'Seconds since 1970.', ([value], budget) => moment(value * 1000, budget)),
  call('timestamp', ['moment'], momentType, 'The value itself.', ([value]) => value),
  call('duration', ['text'], spanType, 'Reads "90s", "1h30m", "2d" or ISO text such as "PT90S".', ([value], budget) => span(readSpan(value), budget)),
  call('duration', ['span'], spanType, 'The value itself.', ([value]) => value),
  ...(
    [
      ['getFullYear', 'The year.'],
      ['getMonth', 'The month, from 0.'],
      ['getDate', 'The day of the month, from 1.'],
      ['getDayOfMonth', 'The day of the month, from 0.'],
      ['getDayOfWeek', 'The day of the week, from 0 for Sunday.'],
      ['getDayOfYear', 'The day of the year, from 0.'],
      ['getHours', 'The hour.'],
      ['getMinutes', 'The minute.'],
      ['getSeconds', 'The second.'],
      ['getMilliseconds', 'The millisecond.'],
    ] as const
  ).flatMap(([name, help]) => [
    method(name, ['moment'], integer, `${help} In UTC.`, ([value]) => partOf(name, value.at)),
    method(name, ['moment', 'text'], integer, `${help} In a time zone.`, ([value, zone], budget) => {
      budget.spend(100)
      return partOf(name, inZone(value.at, zone))
    }),
  ]),
  method('getHours', ['span'], integer, 'All of it in whole hours.', ([value]) => Math.trunc(value.ms / 3_600_000)),
  method('getMinutes', ['span'], integer, 'All of it in whole minutes.', ([value]) => Math.trunc(value.ms / 60_000)),
  method('getSeconds', ['span'], integer, 'All of it in whole seconds.', ([value]) => Math.trunc(value.ms / 1000)),
  method('getMilliseconds', ['span'], integer, 'All of it in milliseconds.', ([value]) => Math.trunc(value.ms)),
]

const byName = Map.groupBy(functions, ({ name, method }) => `${method ? '.' : ''}${name}`)

export function functionsNamed(name: string, isMethod: boolean): ExpressionFunction[] {
  return byName.get(`${isMethod ? '.' : ''}${name}`) ?? []
}

export function moment(at: number, budget: Budget): Moment {
  if (!(Math.abs(at) <= 253_402_300_799_999 && at >= -62_135_596_800_000)) throw refuse('A date and time must lie between the years 1 and 9999.')
  budget.timed = true
  return new Moment(at)
}

export function span(ms: number, budget: Budget): Span {
  budget.timed = true
  return new Span(finite(ms))
}

/** Searching may look at every character of the one for every character of the other. */
function searched(value: string, part: string, budget: Budget): void {
  budget.spend(1 + value.length / 16 + (value.length * Math.min(part.length, value.length)) / 256)
}

function split(value: string, separator: string, budget: Budget): string[] {
  searched(value, separator, budget)
  budget.spend(value.length)
  const parts = separator === '' ? [...value] : value.split(separator)
  budget.list(parts.length)
  return parts
}

function join(list: Value[], separator: string, budget: Budget): string {
  budget.list(list.length)
  let length = 0
  for (const part of list) {
    if (typeof part !== 'string') throw refuse('join works on a list of texts. Make them texts first: list.map(x, string(x)).')
    length += part.length + separator.length
  }
  budget.text(length)
  return list.join(separator)
}

function cut(value: string, from: number, to: number | undefined, budget: Budget): string {
  budget.text(value.length)
  const letters = [...value]
  const end = to ?? letters.length
  if (!(Number.isInteger(from) && Number.isInteger(end) && from >= 0 && from <= end && end <= letters.length))
    throw refuse(`substring(${from}${to === undefined ? '' : `, ${to}`}) is not within a text of ${letters.length} characters.`)
  return letters.slice(from, end).join('')
}

function lettersIn(value: string): number {
  let letters = 0
  for (const _ of value) letters++
  return letters
}

/** ASCII only, as CEL says: the same in every language. */
const lower = (value: string) => value.replace(/[A-Z]+/g, (part) => part.toLowerCase())
const upper = (value: string) => value.replace(/[a-z]+/g, (part) => part.toUpperCase())

function numbers(list: Value[], budget: Budget): number[] {
  budget.list(list.length)
  return list.map((value) => {
    if (typeof value !== 'number') throw refuse(`This list must hold numbers only, and one entry is ${kindOf(value) === 'text' ? 'text' : 'not a number'}.`)
    return value
  })
}

function notEmpty<T>(list: T[]): T[] {
  if (list.length === 0) throw refuse('The list is empty. Ask for its size first: size(list) > 0 ? … : …')
  return list
}

function readInteger(value: string): number {
  const read = /^[+-]?\d{1,20}$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(read)) throw refuse(`"${value.slice(0, 40)}" is not a whole number.`)
  return read
}

function readNumber(value: string): number {
  const read = /^[+-]?(\d{1,300}(\.\d{0,300})?|\.\d{1,300})([eE][+-]?\d{1,3})?$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isFinite(read)) throw refuse(`"${value.slice(0, 40)}" is not a number.`)
  return read
}

function readBoolean(value: string): boolean {
  if (value === 'true' || value === 'True' || value === 'TRUE') return true
  if (value === 'false' || value === 'False' || value === 'FALSE') return false
  throw refuse(`"${value.slice(0, 40)}" is neither true nor false.`)
}

const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/

/** With a zone, or a date alone (midnight in UTC): without a zone the answer would hang on the machine. */
function readMoment(value: string): number {
  const read = iso.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(read)) throw refuse(`"${value.slice(0, 40)}" is not a date and time. Write it as 2026-11-21T08:00:00Z.`)
  return read
}

const units: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 }
const isoSpan = /^(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{1,9})?)S)?)?$/

function readSpan(value: string): number {
  const wrong = () => refuse(`"${value.slice(0, 40)}" is not a length of time. Write it as 90s, 1h30m or 2d.`)
  if (value.length > 60) throw wrong()
  const named = isoSpan.exec(value)
  if (named && /\d/.test(value)) {
    const [, sign, days = 0, hours = 0, minutes = 0, seconds = 0] = named
    return (sign === '-' ? -1 : 1) * (Number(days) * 86_400_000 + Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000)
  }
  if (!/^-?(\d+(\.\d+)?(ms|d|h|m|s))+$/.test(value)) throw wrong()
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g)]
  return (value.startsWith('-') ? -1 : 1) * parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0)
}

type Part =
  | 'getFullYear'
  | 'getMonth'
  | 'getDate'
  | 'getDayOfMonth'
  | 'getDayOfWeek'
  | 'getDayOfYear'
  | 'getHours'
  | 'getMinutes'
  | 'getSeconds'
  | 'getMilliseconds'

function partOf(part: Part, at: number): number {
  const date = new Date(at)
  switch (part) {
    case 'getFullYear':
      return date.getUTCFullYear()
    case 'getMonth':
      return date.getUTCMonth()
    case 'getDate':
      return date.getUTCDate()
    case 'getDayOfMonth':
      return date.getUTCDate() - 1
    case 'getDayOfWeek':
      return date.getUTCDay()
    case 'getDayOfYear':
      return Math.floor((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000)
    case 'getHours':
      return date.getUTCHours()
    case 'getMinutes':
      return date.getUTCMinutes()
    case 'getSeconds':
      return date.getUTCSeconds()
    case 'getMilliseconds':
      return date.getUTCMilliseconds()
  }
}

/** The same clock face read as if it were UTC. */
function inZone(at: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(new Date(at))
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const milliseconds = ((at % 1000) + 1000) % 1000
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'), milliseconds)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one costs a millisecond; there are some 600 zones, whichever way their names are written. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const name = zone.slice(0, 60).toLowerCase()
  const before = formats.get(name)
  if (before) return before
  try {
    if (!/^[a-z]/.test(name)) throw new RangeError('an offset is not a zone')
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(name, made)
    return made
  } catch {
    throw refuse(`"${zone.slice(0, 40)}" is not a time zone. Write it as Europe/Paris.`)
  }
}
