import { isAppError } from '../kernel/errors.ts'
import type { PortSchema } from './card.ts'
import { functionsNamed, momentType, spanType } from './expression-functions.ts'
import { cannotApply, type Operator, ordered, sums } from './expression-operators.ts'
import { type Fault, macroOf, parseExpression, placeOf, type Tree } from './expression-parse.ts'
import { matches } from './expression-pattern.ts'
import { Budget, type Kind, kinds, kindWords } from './expression-values.ts'
import { missingField, noFunction, unknownName } from './expression-words.ts'
import { alternatives, isAny, isSecret, memberOf, portTypeOf, propertiesOf } from './schema-shape.ts'
import { listed } from './schema-words.ts'

export type ExpressionType = { ok: true; type: PortSchema } | Fault

/** What the names of an expression stand for: a node with its ports, or one value. */
export type ExpressionScope = Record<string, Record<string, PortSchema>>

/**
 * Works out the type of an expression, or says what is wrong with it and where (`from` and `to` in the source). What is known
 * to fail is refused; what may fit is let through, and the evaluator looks again.
 */
export function checkExpression(source: string, scope: ExpressionScope): ExpressionType {
  return checkExpressionOver(source, Object.fromEntries(Object.entries(scope).map(([name, ports]) => [name, nodeType(ports)])))
}

/** The same for names that stand for one value each, such as `item`. */
export function checkExpressionOver(source: string, names: Record<string, PortSchema>): ExpressionType {
  const parsed = parseExpression(source)
  if (!parsed.ok) return parsed
  try {
    const known = new Map(Object.entries(names))
    return { ok: true, type: outside(typeOf(parsed.tree, known)) }
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    const { start, end } = error.node
    return { ok: false, message: `${placeOf(source, start)}: ${error.message}`, from: start, to: end }
  }
}

export function nodeType(ports: Record<string, PortSchema>): PortSchema {
  return { type: 'object', properties: ports, additionalProperties: false }
}

class Wrong extends Error {
  readonly node: Tree
  constructor(node: Tree, message: string) {
    super(message)
    this.node = node
  }
}

type Known = ReadonlyMap<string, PortSchema>

const yesNo: PortSchema = { type: 'boolean' }
const number: PortSchema = { type: 'number' }
const integer: PortSchema = { type: 'integer' }
const text: PortSchema = { type: 'string' }

function typeOf(node: Tree, known: Known): PortSchema {
  const of = (child: Tree): PortSchema => typeOf(child, known)
  switch (node.op) {
    case 'value':
      return typeOfLiteral(node)
    case 'id': {
      const type = known.get(node.args)
      if (!type) throw new Wrong(node, unknownName(node.args, [...known.keys()]))
      if (isSecret(type)) throw new Wrong(node, 'A secret cannot be read in an expression. Wire it to the port that uses it.')
      return type
    }
    case '.':
      return fieldType(node, of(node.args[0]), node.args[1])
    case '[]':
      return entryType(node, of(node.args[0]), node.args[1], of(node.args[1]))
    case '?:': {
      expect(node.args[0], of(node.args[0]), ['boolean'], 'before ?')
      return either([of(node.args[1]), of(node.args[2])])
    }
    case '||':
    case '&&':
      for (const side of node.args) expect(side, of(side), ['boolean'], `beside ${node.op}`)
      return yesNo
    case '!_':
      expect(node.args, of(node.args), ['boolean'], 'after !')
      return yesNo
    case '-_': {
      const type = of(node.args)
      expect(node.args, type, ['number'], 'after the minus')
      return bare(type)
    }
    case 'list': {
      const items = node.args.map(of)
      return items.length === 0 ? { type: 'array' } : light({ type: 'array', items: either(items) })
    }
    case 'map':
      return objectType(node.args, of)
    case 'call':
      return node.args[0] === 'has' ? typeOfHas(node, node.args[1], of) : callType(node, node.args[0], false, node.args[1], of)
    case 'rcall':
      return macroType(node, known) ?? callType(node, node.args[0], true, [node.args[1], ...node.args[2]], of)
    case '.?':
    case '[?]':
      throw new Wrong(node, '"?" after a point is not part of this language. Ask with has(…) instead.')
    default:
      return operatorType(node, node.op, of(node.args[0]), of(node.args[1]))
  }
}

function typeOfLiteral(node: Tree & { op: 'value' }): PortSchema {
  const value: unknown = node.args
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) throw new Wrong(node, `${value} is too large for a number. Write it as text.`)
    return integer
  }
  if (value === null) return { type: 'null' }
  if (typeof value === 'boolean') return yesNo
  if (typeof value === 'number') return number
  if (typeof value === 'string') return text
  throw new Wrong(node, 'Bytes (b"…") and unsigned numbers (1u) are not part of this language.')
}

const wholes: readonly string[] = ['+', '-', '*', '%']

function operatorType(node: Tree, operator: Operator, a: PortSchema, b: PortSchema): PortSchema {
  const [left, right] = [kindsOf(a), kindsOf(b)]
  const wrong = () => new Wrong(node, cannotApply(operator, left[0] ?? 'null', right[0] ?? 'null'))
  if (operator === '==' || operator === '!=') {
    if (!left.includes('null') && !right.includes('null') && !left.some((kind) => right.includes(kind)))
      throw new Wrong(
        node,
        `${capital(said(left))} and ${said(right)} are never equal.${/text/.test(said(left) + said(right)) ? ' Make both texts with string(…).' : ''}`,
      )
    return yesNo
  }
  if (operator === 'in') {
    expectKinds(node, right, ['list', 'object'], 'after "in"')
    return yesNo
  }
  if (operator === '<' || operator === '<=' || operator === '>' || operator === '>=') {
    if (!ordered.some((kind) => left.includes(kind) && right.includes(kind))) throw wrong()
    return yesNo
  }
  const fits = sums.filter((sum) => sum.operator === operator && left.includes(sum.left) && right.includes(sum.right))
  if (fits.length === 0) throw wrong()
  if (fits.length > 1) return {}
  const gives = fits[0]?.gives
  if (gives === 'number') return wholes.includes(operator) && isWhole(a) && isWhole(b) ? integer : number
  if (gives === 'list') return { type: 'array', items: either([itemsOf(a), itemsOf(b)]) }
  return gives === 'text' ? text : gives === 'moment' ? momentType : spanType
}

function fieldType(node: Tree, holder: PortSchema, name: string): PortSchema {
  if (isAny(holder)) return {}
  const objects = alternatives(holder).filter((one) => isAny(one) || kindsOf(one).includes('object'))
  if (objects.length === 0) throw new Wrong(node, `"${name}" is asked of ${said(kindsOf(holder))}; only an object has fields.`)
  const found = objects.map((one) => ownFieldType(one, name)).filter((type) => type !== undefined)
  const names = objects.flatMap((one) => propertiesOf(one).map(([property]) => property))
  if (found.length === 0) throw new Wrong(node, missingField(name, names))
  const type = either(found)
  if (isSecret(type)) throw new Wrong(node, 'A secret cannot be read in an expression. Wire it to the port that uses it.')
  return type
}

function ownFieldType(object: PortSchema, name: string): PortSchema | undefined {
  const property = propertiesOf(object).find(([own]) => own === name)
  if (property) return property[1]
  const others = object.additionalProperties
  if (others === false || (others === undefined && 'properties' in object)) return undefined
  return memberOf(others)
}

function entryType(node: Tree, holder: PortSchema, key: Tree, keyType: PortSchema): PortSchema {
  if (key.op === 'value' && typeof key.args === 'string') return fieldType(node, holder, key.args)
  const held = kindsOf(holder)
  if (held.includes('list') && kindsOf(keyType).includes('number')) return held.length === 1 ? itemsOf(holder) : {}
  if (held.includes('object') && kindsOf(keyType).includes('text')) return {}
  if (held.includes('list')) throw new Wrong(key, `A list is asked for by whole numbers, not by ${said(kindsOf(keyType))}.`)
  if (held.includes('object')) throw new Wrong(key, `A field is named by text, not by ${said(kindsOf(keyType))}.`)
  throw new Wrong(node, `Only lists and objects have entries; here it is ${said(held)}.`)
}

function objectType(entries: [Tree, Tree][], of: (node: Tree) => PortSchema): PortSchema {
  const members = entries.map(([key, value]) => {
    expect(key, of(key), ['text'], 'before ":"')
    return { name: key.op === 'value' && typeof key.args === 'string' ? key.args : undefined, type: of(value) }
  })
  if (members.some(({ name }) => name === undefined)) return { type: 'object', additionalProperties: either(members.map(({ type }) => type)) }
  const properties = Object.fromEntries(members.map(({ name, type }) => [name, outside(type)]))
  return light({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false })
}

function typeOfHas(node: Tree, args: Tree[], of: (node: Tree) => PortSchema): PortSchema {
  let asked = args[0]
  if (asked?.op !== '.') throw new Wrong(node, 'has(…) asks for a field, such as has(order.note).')
  of(asked)
  while (asked.op === '.') asked = asked.args[0]
  return yesNo
}

function macroType(node: Tree & { op: 'rcall' }, known: Known): PortSchema | undefined {
  const macro = macroOf(node)
  if (!macro) return undefined
  const [source, first, second] = [macro.before[0], macro.within[0], macro.within[1]]
  if (!source || !first) return undefined
  const given = typeOf(source, known)
  const [method] = node.args
  if (method === 'bind') return typeOf(first, new Map([...known, [macro.bound, given]]))
  expect(source, given, ['list'], `before .${method}`)
  const inner = new Map([...known, [macro.bound, itemsOf(given)]])
  const type = typeOf(first, inner)
  if (method === 'map' && !second) return { type: 'array', items: outside(type) }
  expect(first, type, ['boolean'], `in ${method}`)
  if (method === 'map' && second) return { type: 'array', items: outside(typeOf(second, inner)) }
  return method === 'filter' ? { type: 'array', items: itemsOf(given) } : yesNo
}

function callType(node: Tree, name: string, isMethod: boolean, args: Tree[], of: (node: Tree) => PortSchema): PortSchema {
  const types = args.map(of)
  const given = types.map(kindsOf)
  const fits = functionsNamed(name, isMethod).filter(
    ({ takes }) => takes.length === given.length && takes.every((kind, i) => kind === 'any' || given[i]?.includes(kind)),
  )
  if (fits.length === 0)
    throw new Wrong(
      node,
      noFunction(
        name,
        isMethod,
        given.map((one) => one[0] ?? 'null'),
      ),
    )
  const pattern = name === 'matches' ? args[1] : undefined
  if (pattern?.op === 'value' && typeof pattern.args === 'string') refuseBadPattern(pattern, pattern.args)
  return either(fits.map(({ gives }) => (typeof gives === 'function' ? gives(types.map(bare)) : gives)))
}

function refuseBadPattern(node: Tree, pattern: string): void {
  try {
    matches('', pattern, new Budget(100_000))
  } catch (error) {
    if (isAppError(error)) throw new Wrong(node, error.message)
    throw error
  }
}

function expect(node: Tree, type: PortSchema, wanted: Kind[], where: string): void {
  expectKinds(node, kindsOf(type), wanted, where)
}

function expectKinds(node: Tree, given: Kind[], wanted: Kind[], where: string): void {
  if (!given.some((kind) => wanted.includes(kind)))
    throw new Wrong(node, `What stands ${where} is ${said(given)}; it must be ${listed(wanted.map((kind) => kindWords[kind]))}.`)
}

/** What a value of this type may be. A type that says nothing may be anything. */
function kindsOf(schema: PortSchema): Kind[] {
  const found = new Set<Kind>()
  for (const one of alternatives(schema)) for (const kind of kindsOfOne(one)) found.add(kind)
  return kinds.filter((kind) => found.has(kind))
}

function kindsOfOne(schema: PortSchema): readonly Kind[] {
  const nominal = portTypeOf(schema)
  if (nominal === 'moment') return ['moment']
  if (nominal === 'span') return ['span']
  if (Array.isArray(schema.enum)) return schema.enum.map(kindOfConstant)
  switch (schema.type) {
    case 'string':
      return ['text']
    case 'number':
    case 'integer':
      return ['number']
    case 'boolean':
      return ['boolean']
    case 'null':
      return ['null']
    case 'array':
      return ['list']
    case 'object':
      return ['object']
    default:
      return kinds
  }
}

function kindOfConstant(value: unknown): Kind {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return Array.isArray(value) ? 'list' : 'object'
}

function itemsOf(schema: PortSchema): PortSchema {
  const lists = alternatives(schema).filter((one) => one.type === 'array' && !Array.isArray(one.prefixItems))
  return lists.length === 0 ? {} : either(lists.map((one) => memberOf(one.items)))
}

function isWhole(schema: PortSchema): boolean {
  return alternatives(schema).every((one) => one.type === 'integer' || (Array.isArray(one.enum) && one.enum.every(Number.isInteger)))
}

/** Without what a calculation does not keep: titles, ranges, choices. */
function bare(schema: PortSchema): PortSchema {
  if (isWhole(schema)) return integer
  const given = kindsOf(schema)
  return given.length === 1 && given[0] === 'number' ? number : schema
}

const heaviest = 400
const weights = new WeakMap<PortSchema, number>()

/** How large a type is. What is made of types may grow with every layer; past a measure it is only: anything. */
function weightOf(type: PortSchema): number {
  const before = weights.get(type)
  if (before !== undefined) return before
  let weight = 1
  for (const member of Object.values(type)) if (typeof member === 'object' && member !== null) weight += weightOf(member as PortSchema)
  weights.set(type, weight)
  return weight
}

function light(type: PortSchema): PortSchema {
  return weightOf(type) > heaviest ? {} : type
}

function either(types: PortSchema[]): PortSchema {
  if (types.reduce((sum, type) => sum + weightOf(type), 0) > heaviest * 4) return {}
  const unique = [...new Map(types.flatMap(alternatives).map((type) => [JSON.stringify(type), type])).values()]
  const [only] = unique
  if (unique.length <= 1) return only ?? {}
  if (unique.some(isAny)) return {}
  if (unique.every((type) => kindsOf(type).every((kind) => kind === 'number'))) return unique.every(isWhole) ? integer : number
  return light({ anyOf: unique })
}

/** Moments and spans leave an expression as text. */
function outside(type: PortSchema): PortSchema {
  const nominal = portTypeOf(type)
  if (nominal === 'moment') return { type: 'string', format: 'date-time' }
  if (nominal === 'span') return { type: 'string', format: 'duration' }
  if (Array.isArray(type.anyOf)) return { ...type, anyOf: type.anyOf.map((one) => outside(memberOf(one))) }
  if (type.type === 'array' && type.items !== undefined) return { ...type, items: outside(memberOf(type.items)) }
  return type
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function said(given: Kind[]): string {
  return given.length === kinds.length ? 'anything' : listed(given.map((kind) => kindWords[kind]))
}
