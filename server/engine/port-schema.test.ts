import { expect, it } from 'vitest'
import { checkValue } from './check-value.ts'
import { portSchemaFrom } from './port-schema.ts'
import { canConnect } from './ports.ts'

const taken = (json: unknown) => {
  const read = portSchemaFrom(json)
  if (!read.ok) throw new Error(read.message)
  return read.schema
}

it('[ports.json-schema] takes a JSON Schema that somebody wrote, with what it refers to put in place', () => {
  const schema = taken({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $defs: { money: { type: 'object', properties: { cents: { $ref: '#/$defs/count' } }, required: ['cents'] }, count: { type: 'integer', minimum: 0 } },
    properties: { price: { $ref: '#/$defs/money', description: 'What it costs' }, tags: { items: { type: 'string' } } },
    required: ['price'],
  })
  expect(schema).toEqual({
    type: 'object',
    properties: {
      price: { type: 'object', properties: { cents: { type: 'integer', minimum: 0 } }, required: ['cents'], description: 'What it costs' },
      tags: { type: 'array', items: { type: 'string' } },
    },
    required: ['price'],
  })
  expect(checkValue(schema, { price: { cents: 1 } })).toBeNull()
  expect(checkValue(schema, { price: { cents: -1 } })).toContain('should be at least 0')
  expect(checkValue(taken({ $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }), 1)).toContain('should be text')
})

it('[ports.json-schema] takes what the type of a block with free keys says, and refuses keys that are narrowed', () => {
  const free = { type: 'object', propertyNames: { type: 'string' }, additionalProperties: {} }
  expect(portSchemaFrom(free)).toMatchObject({ ok: true })
  expect(portSchemaFrom({ ...free, propertyNames: { type: 'string', maxLength: 3 } })).toMatchObject({ ok: false })
})

it('[ports.json-schema] reads what refers to itself as anything at that place', () => {
  const tree = taken({ type: 'object', properties: { name: { type: 'string' }, parts: { type: 'array', items: { $ref: '#' } } }, required: ['name'] })
  expect(checkValue(tree, { name: 'a', parts: [{ name: 'b', parts: [] }] })).toBeNull()
  expect(checkValue(tree, { parts: [] })).toContain('missing')
  expect(JSON.stringify(tree)).not.toContain('$ref')
})

const bombs = Object.fromEntries(
  Array.from({ length: 30 }, (_, i) => [`d${i}`, { type: 'object', properties: { a: { $ref: `#/$defs/d${i + 1}` }, b: { $ref: `#/$defs/d${i + 1}` } } }]),
)
const deep = Array.from({ length: 40 }).reduce((inner: unknown) => ({ type: 'array', items: inner }), { type: 'string' })

const refused: [string, unknown, RegExp][] = [
  ['no object', 'string', /is a JSON Schema: an object/],
  ['a list', [], /is a JSON Schema: an object/],
  ['a reference to another document', { $ref: 'https://example.com/a.json' }, /outside of itself\. Put/],
  ['a reference to a file', { properties: { a: { $ref: 'other.json#/a' } } }, /outside of itself/],
  ['a reference to nothing', { $ref: '#/$defs/a' }, /which is not in it/],
  ['a reference into a prototype', { $ref: '#/constructor/prototype' }, /which is not in it/],
  ['what is too deep', deep, /nested too deep/],
  ['what is too large', { enum: Array.from({ length: 9000 }, (_, i) => `value ${i}`) }, /too large/],
  ['what grows too large when it is put in place', { $ref: '#/$defs/d0', $defs: { ...bombs, d30: { type: 'string' } } }, /too large|too deep/],
  [
    'a keyword that values are not checked by',
    { type: 'object', patternProperties: { '^a': {} } },
    /"patternProperties" cannot be checked here\. Leave it out/,
  ],
  ['an unknown type', { type: 'money' }, /no type "money"/],
  ['a secret', { portType: 'secret:openai' }, /Secrets and streams/],
  ['an empty choice', { enum: [] }, /"enum" should be a list/],
  ['no regular expression', { type: 'string', pattern: '(' }, /no regular expression/],
  ['a pattern that may take for ever', { type: 'string', pattern: '^(a+)+$' }, /very long to check/],
  ['a pattern with a repeated choice', { type: 'string', pattern: '^(a|a)*$' }, /very long to check/],
  ['a pattern that refers back', { type: 'string', pattern: '^(a)\\1$' }, /very long to check/],
]
it.each(refused)('[ports.json-schema] refuses %s, and says what to do', (_, json, message) => {
  const read = portSchemaFrom(json)
  expect(read.ok ? 'taken' : read.message).toMatch(message)
})

it('[ports.json-schema] takes the patterns that people write', () => {
  for (const pattern of ['^[A-Z]{3}$', '^\\d{4}-\\d{2}-\\d{2}$', '^(foo|bar)$', '^a+b*$', '^(?:x-)?[a-z]+$', '[(|)+]*', '^\\+?\\d{6,15}$'])
    expect(portSchemaFrom({ type: 'string', pattern }).ok, pattern).toBe(true)
})

const fits: [string, unknown, unknown][] = [
  ['a range within a range', { type: 'integer', minimum: 1, maximum: 5 }, { type: 'number', minimum: 0, maximum: 10 }],
  ['an open end at the same place', { type: 'number', exclusiveMinimum: 0 }, { type: 'number', minimum: 0 }],
  ['a choice within a choice, however its objects are written', { enum: [{ a: 1, b: 2 }] }, { enum: [{ b: 2, a: 1 }, 3] }],
  ['a fixed value within a choice', { const: 'a' }, { enum: ['a', 'b'] }],
  ['types as a list, in a wider list', { type: ['string', 'null'] }, { type: ['null', 'string', 'number'] }],
  ['one of, as any of', { oneOf: [{ type: 'string' }, { type: 'number' }] }, { anyOf: [{ type: 'number' }, { type: 'string' }] }],
  [
    'all of, as one',
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
        { properties: { b: { type: 'number' } }, required: ['b'] },
      ],
    },
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } }, required: ['a', 'b'] },
  ],
  ['multiples of a multiple', { type: 'number', multipleOf: 10 }, { type: 'number', multipleOf: 5 }],
  ['the same pattern', { type: 'string', pattern: '^a' }, { type: 'string', pattern: '^a' }],
]
it.each(fits)('[ports.fits] JSON Schema: %s', (_, from, to) => {
  expect(canConnect(taken(from), taken(to))).toEqual({ ok: true })
})

const misfits: [string, unknown, unknown, RegExp][] = [
  ['a closed end where it is open', { type: 'number', minimum: 0 }, { type: 'number', exclusiveMinimum: 0 }, /it may be 0, which is not more than 0/],
  ['a choice of numbers out of range', { enum: [1, 20] }, { type: 'number', maximum: 10 }, /it may be 20/],
  ['a choice of texts of another form', { enum: ['EUR', 'eur'] }, { type: 'string', pattern: '^[A-Z]{3}$' }, /it may be "eur"/],
  ['a wider list of types', { type: ['string', 'null'] }, { type: 'string' }, /empty does not fit text/],
  ['other multiples', { type: 'number', multipleOf: 3 }, { type: 'number', multipleOf: 5 }, /multiple/],
  ['another pattern', { type: 'string', pattern: '^a' }, { type: 'string', pattern: '^b' }, /different forms/],
  [
    'a record of another type',
    { type: 'object', additionalProperties: { type: 'string' } },
    { type: 'object', additionalProperties: { type: 'number' } },
    /text does not fit a number/,
  ],
  ['a longer list', { type: 'array', items: { type: 'string' }, maxItems: 9 }, { type: 'array', items: { type: 'string' }, maxItems: 3 }, /size between/],
]
it.each(misfits)('[ports.misfits] JSON Schema: %s', (_, from, to, reason) => {
  expect(canConnect(taken(from), taken(to))).toEqual({ ok: false, reason: expect.stringMatching(reason) })
})
