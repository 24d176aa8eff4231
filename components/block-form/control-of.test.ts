import { expect, it } from 'vitest'
import { z } from 'zod'
import type { CardInput, PortSchema } from '../../server/engine/card.ts'
import { fileRefSchema } from '../../server/kernel/file-ref.ts'
import { cards } from '../editor/state/test-cards.ts'
import { choicesOf, controlOf, fieldsOf } from './control-of.ts'

const input = (schema: PortSchema): CardInput => ({ name: 'one', title: 'One', schema, required: true })

it.each<[string, PortSchema]>([
  ['text', { type: 'string' }],
  ['multiline', { type: 'string', maxLength: 4000 }],
  ['choice', { type: 'string', enum: ['low', 'high'] }],
  ['number', { type: 'integer' }],
  ['switch', { type: 'boolean' }],
  ['list', { type: 'array', items: { type: 'string' } }],
  ['json', { type: 'array', items: { type: 'object' } }],
  ['keyvalue', { type: 'object', additionalProperties: { type: 'string' } }],
  ['money', { type: 'object', properties: { amountMinor: {}, currency: {}, decimals: {} } }],
  ['date', { type: 'string', format: 'date' }],
  ['date-time', z.toJSONSchema(z.iso.datetime({ offset: true }))],
  ['file', z.toJSONSchema(fileRefSchema)],
  ['files', z.toJSONSchema(fileRefSchema.array())],
  ['json', {}],
])('[editor.pickers] asks with %s for %j', (control, schema) => {
  expect(controlOf(input(schema), undefined)).toBe(control)
})

it("follows the block's own word over the type", () => {
  expect(controlOf(input({ type: 'string' }), { control: 'model' })).toBe('model')
})

it('finds the choices of an enum and of a union of constants, and none in a mixed union', () => {
  expect(choicesOf({ anyOf: [{ const: 'a' }, { const: 'b' }] })).toEqual(['a', 'b'])
  expect(choicesOf({ anyOf: [{ const: 'a' }, { type: 'number' }] })).toEqual([])
})

it('tucks away what is advanced, unless it is filled', () => {
  const card = { ...[...cards.values()][2], fields: { separator: { advanced: true } } } as Parameters<typeof fieldsOf>[0]
  expect(fieldsOf(card, () => false).more.map(({ name }) => name)).toEqual(['separator'])
  expect(fieldsOf(card, (port) => port === 'separator').more).toEqual([])
})
