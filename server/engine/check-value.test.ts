import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { checkValue } from './check-value.ts'

const schema = z.object({
  amount: z.object({ minor: z.string().regex(/^\d+$/), decimals: z.int().min(0).max(18) }),
  tags: z.array(z.string().min(1)).max(3).optional(),
  kind: z.discriminatedUnion('is', [z.object({ is: z.literal('card'), last: z.string() }), z.object({ is: z.literal('bank') })]),
  when: z.iso.datetime().nullable(),
})
const ports = z.toJSONSchema(schema, { io: 'input' })
const good = { amount: { minor: '100', decimals: 2 }, kind: { is: 'bank' }, when: null }

const wrong: [unknown, string][] = [
  ['text', 'it should be an object with amount, tags, kind and when, but is the text "text"'],
  [{ ...good, amount: { minor: '1.5', decimals: 2 } }, '"amount.minor" is the text "1.5", which is not of the expected form'],
  [{ ...good, amount: { minor: '1', decimals: 2.5 } }, '"amount.decimals" should be a whole number, but is 2.5'],
  [{ ...good, amount: { minor: '1', decimals: 19 } }, '"amount.decimals" should be at most 18, but is 19'],
  [{ ...good, amount: { minor: '1' } }, '"amount.decimals" is missing'],
  [{ ...good, tags: ['a', ''] }, '"tags[2]" should not be empty'],
  [{ ...good, tags: ['a', 'b', 'c', 'd'] }, '"tags" should have at most 3 entries, but has 4'],
  [{ ...good, when: 'tomorrow' }, '"when" should be a date and time, but is the text "tomorrow"'],
]
it('[values.check] takes what fits', () => {
  expect(checkValue(ports, good)).toBeNull()
  expect(checkValue(ports, { ...good, tags: ['x'], kind: { is: 'card', last: '42' }, when: '2026-01-02T03:04:05Z', more: 1 })).toBeNull()
})
it.each(wrong)('[values.check] says what is wrong with %j', (value, reason) => {
  expect(checkValue(ports, value)).toBe(reason)
})
it('[values.prototype] finds no fields that a value only inherits', () => {
  expect(checkValue(z.toJSONSchema(z.object({ constructor: z.unknown(), toString: z.unknown() })), {})).toBe('"constructor" is missing')
})

it('[values.agree] agrees with zod on any JSON', () => {
  const types = [
    z.string().min(2),
    z.number().max(10),
    z.int(),
    z.boolean(),
    z.null(),
    z.array(z.union([z.number(), z.string()])),
    z.record(z.string(), z.number()),
    z.object({ a: z.string(), b: z.number().optional() }),
    z.tuple([z.number(), z.string()]),
    z.enum(['a', 'b']),
    z.strictObject({ a: z.boolean().optional() }),
    z.union([z.array(z.int()), z.object({ a: z.null() })]),
  ]
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>({ a: 'x' }, { a: 'x', b: 1 }, { a: 'x', b: 'y' }, { a: true }, { a: null }, [1, 'x'], [1], [1, 2], ['x', 1], 'a', 'ab', 11, 3, {}),
  )
  fc.assert(
    fc.property(fc.constantFrom(...types), value, (type, held) => {
      expect(checkValue(z.toJSONSchema(type, { io: 'input' }), held) === null, JSON.stringify(held)).toBe(type.safeParse(held).success)
    }),
    { numRuns: 600 },
  )
}, 60_000)
