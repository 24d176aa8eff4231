import { AppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'

/** A point in time, in milliseconds since 1970. Leaves an expression as ISO text. */
export class Moment {
  readonly at: number
  constructor(at: number) {
    this.at = at
  }
}

/** A length of time, in milliseconds. Leaves an expression as ISO text, such as `PT90S`. */
export class Span {
  readonly ms: number
  constructor(ms: number) {
    this.ms = ms
  }
}

/** What an expression works with: JSON, moments and spans. Numbers are JSON numbers: there is one kind of them. */
export type Value = null | boolean | number | string | Moment | Span | Value[] | { [key: string]: Value }
export type ValueObject = { [key: string]: Value }

export const kinds = ['null', 'boolean', 'number', 'text', 'moment', 'span', 'list', 'object'] as const
export type Kind = (typeof kinds)[number]

export const kindWords: Record<Kind, string> = {
  null: 'empty',
  boolean: 'yes or no',
  number: 'a number',
  text: 'text',
  moment: 'a date and time',
  span: 'a length of time',
  list: 'a list',
  object: 'an object',
}

/** Only plain data has a kind. Whatever else got in (a function, an object of the host) is refused, not looked into. */
export function kindOf(value: Value): Kind {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'string') return 'text'
  if (typeof value !== 'object') throw refuse('The expression was given something that is not data.')
  if (Array.isArray(value)) return 'list'
  if (value instanceof Moment) return 'moment'
  if (value instanceof Span) return 'span'
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype) return 'object'
  throw refuse('The expression was given something that is not data.')
}

/** An object's own field, read as data: nothing inherited, and a getter is not run. */
export function ownField(value: ValueObject, name: string): Value | undefined {
  return Object.getOwnPropertyDescriptor(value, name)?.value as Value | undefined
}

export function objectOf(entries: [string, Value][]): ValueObject {
  return Object.fromEntries(entries)
}

export function refuse(message: string): AppError {
  return new AppError('invalid-input', message)
}

export const most = { text: 1_000_000, list: 100_000, result: 1_000_000 } as const

/** Counts what an expression does and ends it when it is too much. One step is about a node looked at or an entry copied. */
export class Budget {
  readonly cost: number
  #left: number
  /** Did it make a moment or a span? Then the result holds some, perhaps. */
  timed = false

  constructor(cost: number) {
    this.cost = cost
    this.#left = cost
  }

  spend(steps: number): void {
    this.#left -= steps
    if (!(this.#left >= 0)) throw refuse(`The expression takes too long: it may take ${this.cost} steps. Give it less data, or split it over several blocks.`)
  }

  text(length: number): void {
    if (length > most.text) throw refuse(`The expression makes a text of ${length} characters; ${most.text} are the most.`)
    this.spend(1 + length / 16)
  }

  list(length: number): void {
    if (length > most.list) throw refuse(`The expression makes a list of ${length} entries; ${most.list} are the most.`)
    this.spend(1 + length)
  }
}

export function finite(value: number): number {
  if (!Number.isFinite(value)) throw refuse('The expression makes a number that is too large.')
  return value
}

/** Moments and spans to text, and a bound on the whole: a list of lists of the same list may be small here and huge as JSON. */
export function toJson(value: Value, budget: Budget): Json {
  const sizes = new Map<object, number>()
  const sizeOf = (part: Value): number => {
    const kind = kindOf(part)
    if (kind === 'text') return 1 + (part as string).length / 16
    if (kind !== 'list' && kind !== 'object') return 1
    const known = sizes.get(part as object)
    if (known !== undefined) return known
    const members = membersOf(part as Value[] | ValueObject)
    budget.spend(1 + members.length / 8)
    let size = 1
    for (const member of members) size += sizeOf(member as Value)
    if (size > most.result) throw refuse('The expression makes a value that is too large.')
    sizes.set(part as object, size)
    return size
  }
  const written = new Map<object, Json>()
  const write = (part: Value): Json => {
    if (part instanceof Moment) return new Date(part.at).toISOString()
    if (part instanceof Span) return spanText(part)
    if (typeof part !== 'object' || part === null) return part
    const known = written.get(part)
    if (known !== undefined) return known
    const made = Array.isArray(part) ? part.map(write) : Object.fromEntries(Object.entries(part).map(([key, member]) => [key, write(member)]))
    written.set(part, made)
    return made
  }
  sizeOf(value)
  return budget.timed ? write(value) : (value as Json)
}

/** A getter gives `undefined`, which is no data. */
function membersOf(value: Value[] | ValueObject): (Value | undefined)[] {
  return Array.isArray(value) ? value : Object.keys(value).map((name) => ownField(value, name))
}

/** ISO 8601 in seconds: `PT90S`, `-PT0.5S`. */
export function spanText({ ms }: Span): string {
  return `${ms < 0 ? '-' : ''}PT${Math.abs(ms) / 1000}S`
}
