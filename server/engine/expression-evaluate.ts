import { isAppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import { functionsNamed } from './expression-functions.ts'
import { apply } from './expression-operators.ts'
import { macroOf, parseExpression, type Tree } from './expression-parse.ts'
import { Budget, finite, kindOf, kindWords, objectOf, ownField, refuse, toJson, type Value } from './expression-values.ts'
import { missingField, noFunction, unknownName } from './expression-words.ts'

const usualCost = 1_000_000

export type Evaluator = (values: Record<string, Json>) => Json

/**
 * One expression for many values, such as the entries of a list: all of them together share one budget. Throws
 * `invalid-input` where it cannot be read, and from the evaluator where it cannot be worked out.
 */
export function prepareExpression(source: string, options?: { cost?: number }): Evaluator {
  const parsed = parseExpression(source)
  if (!parsed.ok) throw refuse(parsed.message)
  const budget = new Budget(options?.cost ?? usualCost)
  return (values) => {
    try {
      return toJson(
        evaluate(parsed.tree, (name) => ownField(values, name), Object.keys(values), budget),
        budget,
      )
    } catch (error) {
      if (isAppError(error)) throw error
      if (error instanceof RangeError) throw refuse('The expression or its data is nested too deep.')
      throw error
    }
  }
}

/**
 * The value of an expression. `values` by the names it may use. Numbers are JSON numbers: `7 / 2` is 3.5 and `2 * 3.5` is 7.
 * `cost` is how many steps it may take (about: nodes looked at and entries copied).
 */
export function evaluateExpression(source: string, values: Record<string, Json>, options?: { cost?: number }): Json {
  return prepareExpression(source, options)(values)
}

type Names = (name: string) => Value | undefined

function evaluate(node: Tree, names: Names, known: string[], budget: Budget): Value {
  budget.spend(1)
  const run = (child: Tree): Value => evaluate(child, names, known, budget)
  switch (node.op) {
    case 'value':
      return literal(node.args)
    case 'id': {
      const value = names(node.args)
      if (value === undefined) throw refuse(unknownName(node.args, known))
      return value
    }
    case '.':
      return field(run(node.args[0]), node.args[1])
    case '[]':
      return entry(run(node.args[0]), run(node.args[1]))
    case '?:':
      return isTrue(run(node.args[0]), 'before ?') ? run(node.args[1]) : run(node.args[2])
    case '||':
      return isTrue(run(node.args[0]), 'beside ||') || isTrue(run(node.args[1]), 'beside ||')
    case '&&':
      return isTrue(run(node.args[0]), 'beside &&') && isTrue(run(node.args[1]), 'beside &&')
    case '!_':
      return !isTrue(run(node.args), 'after !')
    case '-_': {
      const value = run(node.args)
      if (typeof value !== 'number') throw refuse(`The minus stands before ${kindWords[kindOf(value)]}; it needs a number.`)
      return -value
    }
    case 'list': {
      budget.list(node.args.length)
      return node.args.map(run)
    }
    case 'map':
      return objectOf(node.args.map(([key, value]) => [keyOf(run(key)), run(value)]))
    case 'call':
      return node.args[0] === 'has' ? has(node.args[1], run) : callFunction(node.args[0], false, node.args[1].map(run), budget)
    case 'rcall':
      return macro(node, names, known, budget) ?? callFunction(node.args[0], true, [node.args[1], ...node.args[2]].map(run), budget)
    case '.?':
    case '[?]':
      throw refuse('"?" after a point is not part of this language. Ask with has(…) instead.')
    default:
      return apply(node.op, run(node.args[0]), run(node.args[1]), budget)
  }
}

function literal(value: unknown): Value {
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) throw refuse(`${value} is too large for a number. Write it as text.`)
    return Number(value)
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return finite(value)
  throw refuse('Bytes (b"…") and unsigned numbers (1u) are not part of this language.')
}

function field(value: Value, name: string): Value {
  if (kindOf(value) !== 'object') throw refuse(`"${name}" is asked of ${kindWords[kindOf(value)]}; only an object has fields.`)
  const found = ownField(value as { [key: string]: Value }, name)
  if (found === undefined) throw refuse(missingField(name, Object.keys(value as object)))
  return found
}

function entry(value: Value, key: Value): Value {
  if (!Array.isArray(value)) return field(value, keyOf(key))
  if (typeof key !== 'number' || !Number.isInteger(key)) throw refuse('A list is asked for by whole numbers, the first entry being list[0].')
  const found = key >= 0 && key < value.length ? value[key] : undefined
  if (found === undefined) throw refuse(`There is no entry ${key}: the list has ${value.length} ${value.length === 1 ? 'entry' : 'entries'}, counted from 0.`)
  return found
}

function keyOf(key: Value): string {
  if (typeof key === 'string') return key
  throw refuse(`A field is named by text, not by ${kindWords[kindOf(key)]}.`)
}

function isTrue(value: Value, where: string): boolean {
  if (typeof value === 'boolean') return value
  throw refuse(`What stands ${where} is ${kindWords[kindOf(value)]}; it must be true or false. Compare it with something, such as x > 0.`)
}

/** Is the field there? No matter how much of the way to it is. */
function has(args: Tree[], run: (node: Tree) => Value): boolean {
  const [asked] = args
  if (asked?.op !== '.') throw refuse('has(…) asks for a field, such as has(order.note).')
  const holder = presentValue(asked.args[0], run)
  return holder !== undefined && kindOf(holder) === 'object' && ownField(holder as { [key: string]: Value }, asked.args[1]) !== undefined
}

function presentValue(node: Tree, run: (node: Tree) => Value): Value | undefined {
  if (node.op !== '.') return run(node)
  const holder = presentValue(node.args[0], run)
  return holder === undefined || kindOf(holder) !== 'object' ? undefined : ownField(holder as { [key: string]: Value }, node.args[1])
}

function macro(node: Tree & { op: 'rcall' }, names: Names, known: string[], budget: Budget): Value | undefined {
  const found = macroOf(node)
  if (!found) return undefined
  const [method] = node.args
  const [source, first, second] = [found.before[0], found.within[0], found.within[1]]
  if (!source || !first) return undefined
  const given = evaluate(source, names, known, budget)
  const inner = [...known, found.bound]
  const withBound = (body: Tree, value: Value) => evaluate(body, (name) => (name === found.bound ? value : names(name)), inner, budget)
  if (method === 'bind') return withBound(first, given)
  if (!Array.isArray(given)) throw refuse(`${method} works on a list; here it is ${kindWords[kindOf(given)]}.`)
  const test = (value: Value) => isTrue(withBound(first, value), `in ${method}`)
  budget.list(given.length)
  switch (method) {
    case 'all':
      return given.every(test)
    case 'exists':
      return given.some(test)
    case 'exists_one':
      return given.filter(test).length === 1
    case 'filter':
      return given.filter(test)
    default:
      return second ? given.filter(test).map((value) => withBound(second, value)) : given.map((value) => withBound(first, value))
  }
}

function callFunction(name: string, isMethod: boolean, args: Value[], budget: Budget): Value {
  const named = functionsNamed(name, isMethod)
  const kinds = args.map(kindOf)
  const fits = named.find(({ takes }) => takes.length === kinds.length && takes.every((kind, i) => kind === 'any' || kind === kinds[i]))
  if (!fits) throw refuse(noFunction(name, isMethod, kinds))
  const value = fits.run(args as never[], budget)
  return typeof value === 'number' ? finite(value) : value
}
