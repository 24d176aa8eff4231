import { moment, span } from './expression-functions.ts'
import { type Budget, finite, type Kind, kindOf, kindWords, Moment, ownField, refuse, Span, type Value, type ValueObject } from './expression-values.ts'

export const operators = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', 'in'] as const
export type Operator = (typeof operators)[number]

export function apply(operator: Operator, a: Value, b: Value, budget: Budget): Value {
  switch (operator) {
    case '==':
      return equal(a, b, budget)
    case '!=':
      return !equal(a, b, budget)
    case 'in':
      return within(a, b, budget)
    case '<':
      return order(operator, a, b, budget) < 0
    case '<=':
      return order(operator, a, b, budget) <= 0
    case '>':
      return order(operator, a, b, budget) > 0
    case '>=':
      return order(operator, a, b, budget) >= 0
    case '+':
      return plus(a, b, budget)
    case '-':
      return minus(a, b, budget)
    case '*':
    case '/':
    case '%':
      return count(operator, a, b)
  }
}

/** Which kinds an operator takes and what comes of them; the type check asks the same table. */
export const sums: { operator: '+' | '-' | '*' | '/' | '%'; left: Kind; right: Kind; gives: Kind }[] = [
  ...(['+', '-', '*', '/', '%'] as const).map((operator) => ({ operator, left: 'number' as const, right: 'number' as const, gives: 'number' as const })),
  { operator: '+', left: 'text', right: 'text', gives: 'text' },
  { operator: '+', left: 'list', right: 'list', gives: 'list' },
  { operator: '+', left: 'moment', right: 'span', gives: 'moment' },
  { operator: '+', left: 'span', right: 'moment', gives: 'moment' },
  { operator: '+', left: 'span', right: 'span', gives: 'span' },
  { operator: '-', left: 'moment', right: 'moment', gives: 'span' },
  { operator: '-', left: 'moment', right: 'span', gives: 'moment' },
  { operator: '-', left: 'span', right: 'span', gives: 'span' },
]

export const ordered: readonly Kind[] = ['number', 'text', 'boolean', 'moment', 'span']

/** Why an operator cannot be used on these, and what to do. */
export function cannotApply(operator: string, a: Kind, b: Kind): string {
  const hint =
    operator === '+' && (a === 'text' || b === 'text')
      ? ' Make both texts with string(…).'
      : (a === 'text' && b === 'moment') || (a === 'moment' && b === 'text')
        ? ' Read the text with timestamp(…).'
        : (a === 'text' && b === 'number') || (a === 'number' && b === 'text')
          ? ' Read the text with double(…).'
          : ''
  return `"${operator}" does not work between ${kindWords[a]} and ${kindWords[b]}.${hint}`
}

function wrong(operator: string, a: Value, b: Value) {
  return refuse(cannotApply(operator, kindOf(a), kindOf(b)))
}

function plus(a: Value, b: Value, budget: Budget): Value {
  if (typeof a === 'number' && typeof b === 'number') return finite(a + b)
  if (typeof a === 'string' && typeof b === 'string') {
    budget.text(a.length + b.length)
    return a + b
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    budget.list(a.length + b.length)
    return [...a, ...b]
  }
  if (a instanceof Moment && b instanceof Span) return moment(a.at + b.ms, budget)
  if (a instanceof Span && b instanceof Moment) return moment(a.ms + b.at, budget)
  if (a instanceof Span && b instanceof Span) return span(a.ms + b.ms, budget)
  throw wrong('+', a, b)
}

function minus(a: Value, b: Value, budget: Budget): Value {
  if (typeof a === 'number' && typeof b === 'number') return finite(a - b)
  if (a instanceof Moment && b instanceof Moment) return span(a.at - b.at, budget)
  if (a instanceof Moment && b instanceof Span) return moment(a.at - b.ms, budget)
  if (a instanceof Span && b instanceof Span) return span(a.ms - b.ms, budget)
  throw wrong('-', a, b)
}

function count(operator: '*' | '/' | '%', a: Value, b: Value): number {
  if (typeof a !== 'number' || typeof b !== 'number') throw wrong(operator, a, b)
  if (operator === '*') return finite(a * b)
  if (b === 0) throw refuse('Something is divided by zero. Ask first: b != 0 ? a / b : 0')
  return finite(operator === '/' ? a / b : a % b)
}

function order(operator: string, a: Value, b: Value, budget: Budget): number {
  if (typeof a === 'string' && typeof b === 'string') budget.text(Math.min(a.length, b.length))
  const [left, right] = [rank(a), rank(b)]
  if (kindOf(a) !== kindOf(b) || left === undefined || right === undefined) throw wrong(operator, a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

function rank(value: Value): number | string | undefined {
  if (typeof value === 'number' || typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Moment) return value.at
  return value instanceof Span ? value.ms : undefined
}

function within(a: Value, b: Value, budget: Budget): boolean {
  if (Array.isArray(b)) return b.some((member) => equal(a, member, budget))
  if (kindOf(b) === 'object' && typeof a === 'string') return ownField(b as ValueObject, a) !== undefined
  throw refuse(`"in" looks for an entry in a list or for a field name in an object; here it looks in ${kindWords[kindOf(b)]}. For a text use contains(…).`)
}

/** By what they hold. Values of different kinds are never equal. */
export function equal(a: Value, b: Value, budget: Budget): boolean {
  budget.spend(1)
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length === b.length) budget.spend(a.length / 16)
    return a === b
  }
  if (a === b) return true
  const kind = kindOf(a)
  if (kind !== kindOf(b)) return false
  if (a instanceof Moment && b instanceof Moment) return a.at === b.at
  if (a instanceof Span && b instanceof Span) return a.ms === b.ms
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((member, i) => equal(member, b[i] ?? null, budget))
  if (kind !== 'object') return false
  const [left, right] = [a as ValueObject, b as ValueObject]
  const names = Object.keys(left)
  budget.spend(names.length)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => {
      const [mine, other] = [ownField(left, name), ownField(right, name)]
      return mine !== undefined && other !== undefined && equal(mine, other, budget)
    })
  )
}
