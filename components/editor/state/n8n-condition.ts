import type { Json, JsonObject } from '../../../server/kernel/json.ts'
import { celOf, type Roots } from './n8n-expression.ts'

type Comparison = { left: Json; right: Json; operation: string }

/** The conditions of an n8n If node (both of its forms) as one CEL condition; undefined when one cannot be said in it. */
export function conditionOf(parameters: JsonObject, roots: Roots): string | undefined {
  const { comparisons, any } = comparisonsIn(parameters)
  const cel = comparisons.map((comparison) => compared(comparison, roots))
  if (cel.length === 0 || cel.some((one) => one === undefined)) return undefined
  return cel.length === 1 ? cel[0] : cel.map((one) => `(${one})`).join(any ? ' || ' : ' && ')
}

function comparisonsIn(parameters: JsonObject): { comparisons: Comparison[]; any: boolean } {
  const conditions = objectOf(parameters.conditions)
  if (Array.isArray(conditions.conditions)) {
    const comparisons = conditions.conditions.map(objectOf).map(({ leftValue, rightValue, operator }) => ({
      ...{ left: leftValue ?? '', right: rightValue ?? '' },
      operation: textOf(objectOf(operator).operation),
    }))
    return { comparisons, any: conditions.combinator === 'or' }
  }
  const old = Object.values(conditions).flatMap((list) => (Array.isArray(list) ? list.map(objectOf) : []))
  const comparisons = old.map(({ value1, value2, operation }) => ({ left: value1 ?? '', right: value2 ?? true, operation: textOf(operation) || 'equal' }))
  return { comparisons, any: parameters.combineOperation === 'any' }
}

const between: Record<string, string> = {
  ...{ equals: '==', equal: '==', notEquals: '!=', notEqual: '!=' },
  ...{ gt: '>', larger: '>', gte: '>=', largerEqual: '>=', lt: '<', smaller: '<', lte: '<=', smallerEqual: '<=' },
}
const calls: Record<string, string> = { contains: 'contains', startsWith: 'startsWith', endsWith: 'endsWith', regex: 'matches' }
const denied: Record<string, string> = { notContains: 'contains', notStartsWith: 'startsWith', notEndsWith: 'endsWith', notRegex: 'matches' }

function compared({ left, right, operation }: Comparison, roots: Roots): string | undefined {
  const [a, b] = [celOf(left, roots), celOf(right, roots)]
  if (a === undefined || b === undefined) return undefined
  if (between[operation]) return `${a} ${between[operation]} ${b}`
  if (calls[operation]) return `${a}.${calls[operation]}(${b})`
  if (denied[operation]) return `!${a}.${denied[operation]}(${b})`
  if (operation === 'true') return `${a} == true`
  if (operation === 'false') return `${a} == false`
  if (operation === 'empty' || operation === 'isEmpty') return `size(${a}) == 0`
  if (operation === 'notEmpty' || operation === 'isNotEmpty') return `size(${a}) > 0`
  const isField = /\.[A-Za-z_]\w*$/.test(a)
  if (operation === 'exists' && isField) return `has(${a})`
  if (operation === 'notExists' && isField) return `!has(${a})`
  return undefined
}

export const objectOf = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {})
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
