import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import type { PortSchema } from './card.ts'
import { checkValue } from './check-value.ts'
import { checkExpression, completions, evaluateExpression, readExpression } from './expression.ts'

const scope: Record<string, Record<string, PortSchema>> = {
  a: { n: { type: 'integer' }, f: { type: 'number' }, t: { type: 'string' }, y: { type: 'boolean' }, d: { type: 'string', format: 'date-time' } },
  b: {
    l: { type: 'array', items: { type: 'integer' } },
    o: {
      type: 'array',
      items: { type: 'object', properties: { n: { type: 'integer' }, t: { type: 'string' } }, required: ['n', 't'], additionalProperties: false },
    },
    e: { enum: ['red', 'green'] },
    z: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
}
const values: Record<string, Json> = {
  a: { n: 3, f: 2.5, t: 'abc', y: true, d: '2026-11-21T08:00:00Z' },
  b: {
    l: [1, 2, 3],
    o: [
      { n: 1, t: 'x' },
      { n: 2, t: 'y' },
    ],
    e: 'red',
    z: null,
  },
}

const leaves = [
  'a.n',
  'a.f',
  'a.t',
  'a.y',
  'b.l',
  'b.o',
  'b.e',
  'b.z',
  'x',
  '1',
  '2.5',
  '"s"',
  'true',
  'null',
  'timestamp(a.d)',
  'duration("1h")',
  'b.o[0].n',
  'a',
  '[]',
  '{}',
]
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression')
  const with2 = (form: (a: string, b: string) => string) => fc.tuple(inner, inner).map(([a, b]) => form(a, b))
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      fc.constantFrom(...leaves),
      fc.tuple(inner, fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', 'in', '&&', '||'), inner).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      with2((a, b) => `[${a}, ${b}]`),
      with2((a, b) => `{"n": ${a}, "t": ${b}}`),
      with2((a, b) => `${a}[${b}]`),
      with2((a, b) => `cel.bind(x, ${a}, ${b})`),
      fc.tuple(inner, fc.constantFrom('map', 'filter', 'all', 'exists', 'exists_one'), inner).map(([a, name, b]) => `${a}.${name}(x, ${b})`),
      fc
        .tuple(fc.constantFrom('size', 'string', 'int', 'double', 'bool', 'timestamp', 'duration', 'abs', 'round', 'dyn'), inner)
        .map(([name, a]) => `${name}(${a})`),
      fc
        .tuple(
          inner,
          fc.constantFrom('size()', 'sum()', 'min()', 'first()', 'reverse()', 'keys()', 'values()', 'trim()', 'getHours()', 'n', 't', 'constructor'),
        )
        .map(([a, name]) => `${a}.${name}`),
      fc.tuple(inner, fc.constantFrom('split', 'contains', 'startsWith', 'matches', 'join', 'indexOf'), inner).map(([a, name, b]) => `${a}.${name}(${b})`),
      inner.map((a) => `!${a}`),
      inner.map((a) => `-${a}`),
    ),
  }
})
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        '.n',
        'b.l',
        '.map(x, ',
        'has(',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        ',',
        ':',
        '?',
        '&&',
        '!',
        '-',
        '"',
        "'",
        '\\',
        '__proto__',
        '.constructor',
        '1',
        ' in ',
      ),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 15 },
  )
  .map((parts) => parts.join(''))

const runs = { numRuns: 1000, seed: 20_261_121 }

describe('any expression', () => {
  it('[expr.typed] gives a value of the type its check said', () => {
    let compared = 0
    fc.assert(
      fc.property(expression, (source) => {
        const checked = checkExpression(source, scope)
        if (!checked.ok) return
        let value: Json
        try {
          value = evaluateExpression(source, values)
        } catch {
          return
        }
        compared++
        expect({ source, problem: checkValue(checked.type, value) }).toEqual({ source, problem: null })
      }),
      runs,
    )
    expect(compared).toBeGreaterThan(100)
  })

  it('[expr.contained] gives plain data or a refusal, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(expression, soup), (source) => {
        try {
          const value = evaluateExpression(source, values)
          expect(JSON.parse(JSON.stringify(value))).toEqual(value)
        } catch (error) {
          if (!(isAppError(error) && error.code === 'invalid-input')) throw error
        }
      }),
      runs,
    )
  })

  it('[expr.complete] never breaks the editor, wherever the cursor stands', () => {
    fc.assert(
      fc.property(fc.oneof(expression, soup), fc.nat(60), (source, at) => {
        readExpression(source)
        checkExpression(source, scope)
        completions(source, at, scope)
      }),
      runs,
    )
  })
})
