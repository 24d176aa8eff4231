import { expect, it } from 'vitest'
import { z } from 'zod'
import type { PortSchema } from './card.ts'
import { defineBlock } from './define-block.ts'
import { portsOf } from './port-schema.ts'
import { generic, listOfGeneric, secretOf } from './port-types.ts'
import { canConnect } from './ports.ts'
import { describe as inWords } from './schema-words.ts'

const out = (type: z.ZodType): PortSchema => portsOf(z.object({ port: type }), 'output')[0]?.schema ?? {}
const into = (type: z.ZodType): PortSchema => portsOf(z.object({ port: type }), 'input')[0]?.schema ?? {}
const person = z.object({ name: z.string(), age: z.number().optional() })

const fits: [string, z.ZodType, z.ZodType][] = [
  ['text to text', z.string(), z.string()],
  ['a whole number to a number', z.int(), z.number()],
  ['anything to a type, checked on the wire', z.unknown(), person],
  ['a type to anything', person, z.json()],
  ['a choice to text', z.enum(['a', 'b']), z.string()],
  ['a choice to a wider one', z.enum(['a', 'b']), z.enum(['a', 'b', 'c'])],
  ['a fixed text to a text of some form', z.literal('EUR'), z.string().regex(/^[A-Z]{3}$/)],
  ['a narrow range to a wider one', z.int().min(2).max(5), z.number().min(0).max(10)],
  ['an unlimited text to a limited one, checked on the wire', z.string(), z.string().min(1).max(200)],
  ['an unlimited number to a range, checked on the wire', z.number(), z.number().min(0)],
  ['text to a web address, checked on the wire', z.string(), z.url()],
  ['a member to a union', z.string(), z.union([z.number(), z.string()])],
  ['a union to a wider one', z.string().nullable(), z.union([z.number(), z.string(), z.null()])],
  ['an object with more fields', person.extend({ mail: z.string() }), person],
  ['an object whose field is needed to one that may miss it', z.object({ name: z.string(), age: z.number() }), person],
  ['an object of unknown shape, checked on the wire', z.record(z.string(), z.unknown()), person],
  ['an object to a record of its type', z.object({ a: z.int(), b: z.number() }), z.record(z.string(), z.number())],
  ['a list to a list of a wider type', z.array(z.int()), z.array(z.number())],
  ['a pair to a list', z.tuple([z.string(), z.string()]), z.array(z.string())],
  ['a date to a date', z.iso.datetime(), z.iso.datetime()],
  ['a date to text', z.iso.datetime(), z.string()],
  ['a secret to a port of its vendor', secretOf('openai'), secretOf('openai')],
]
it.each(fits)('[ports.fits] %s', (_, from, to) => {
  expect(canConnect(out(from), into(to))).toEqual({ ok: true })
})

const misfits: [string, z.ZodType, z.ZodType, RegExp][] = [
  ['text to number', z.string(), z.number(), /^text does not fit a number$/],
  ['number to whole number', z.number(), z.int(), /a number does not fit a whole number/],
  ['text to a choice', z.string(), z.enum(['red', 'green']), /text may be something else than one of red, green/],
  ['a choice to a narrower one', z.enum(['red', 'blue']), z.enum(['red', 'green']), /it may be "blue"/],
  ['text to a date', z.string(), z.iso.datetime(), /text is not a date and time/],
  ['one form of text to another', z.string().regex(/^a/), z.string().regex(/^b/), /different forms/],
  ['an e-mail to a web address', z.email(), z.url(), /an e-mail address is not a web address/],
  ['a wide range to a narrow one', z.number().min(0).max(100), z.number().min(0).max(10), /between 0 and 100 does not fit between 0 and 10/],
  ['ranges that never meet', z.number().min(20), z.number().max(10), /does not fit/],
  ['what may be empty', z.string().nullable(), z.string(), /empty does not fit text/],
  ['a union with one member too many', z.union([z.string(), z.boolean()]), z.union([z.string(), z.number()]), /yes or no does not fit text or a number/],
  ['a missing field', z.object({ age: z.number() }), person, /the field "name" is missing/],
  ['a field that may be missing', z.object({ name: z.string().optional() }), person, /"name" may be missing, but is needed/],
  [
    'a field of another type, deep inside',
    z.object({ list: z.array(z.object({ n: z.string() })) }),
    z.object({ list: z.array(z.object({ n: z.number() })) }),
    /"list": its entries: the field "n": text does not fit a number/,
  ],
  ['a field too many', z.object({ name: z.string(), mail: z.string() }), z.strictObject({ name: z.string() }), /"mail" is not allowed here/],
  ['a list to one', z.array(z.string()), z.string(), /a list of texts does not fit text/],
  ['a pair of the wrong types', z.tuple([z.string(), z.number()]), z.array(z.string()), /its entries: a number does not fit text/],
  ['a secret to another vendor', secretOf('openai'), secretOf('anthropic'), /a openai secret may not be given to another service/],
  ['a secret to anything', secretOf('openai'), z.unknown(), /may only go into a port made for it/],
  ['anything to a secret', z.unknown(), secretOf('openai'), /only a secret from the vault fits/],
  ['an object that looks like a secret', z.object({ secret: z.string() }), secretOf('openai'), /only a secret from the vault fits/],
  ['a secret to a generic port', secretOf('openai'), generic('T'), /may only go into a port made for it/],
  ['a value to a stream', z.string(), z.array(z.string()).meta({ portType: 'stream' }), /text does not fit a stream of texts/],
  ['an object to a file', z.object({ id: z.string() }), z.object({ id: z.string() }).meta({ portType: 'file' }), /is not a file/],
]
it.each(misfits)('[ports.misfits] refuses %s, and says why', (_, from, to, reason) => {
  const answer = canConnect(out(from), into(to))
  expect(answer).toEqual({ ok: false, reason: expect.stringMatching(reason) })
})

it('[ports.through] names the block to put between, when one converts', () => {
  const converter = defineBlock({
    id: 'convert.to-text',
    title: 'To text',
    summary: '',
    category: 'convert',
    icon: 'x',
    effect: 'pure',
    input: z.object({ value: z.number() }),
    output: z.object({ text: z.string() }),
    run: ({ input }) => ({ text: `${input.value}` }),
    examples: [],
  })
  expect(canConnect(out(z.number()), into(z.string()), [converter.card])).toEqual({ ok: true, through: 'convert.to-text' })
  expect(canConnect(out(z.boolean()), into(z.string()), [converter.card])).toMatchObject({ ok: false })
})

it('[ports.stand-alone] gives every port a schema that refers to nothing, and reads "any JSON" as anything', () => {
  const tree = z.object({
    name: z.string(),
    get children() {
      return z.array(tree).optional()
    },
  })
  const ports = portsOf(z.object({ any: z.json(), list: z.array(z.json()), tree }), 'input')
  expect(JSON.stringify(ports)).not.toContain('$ref')
  expect(ports.map(({ schema }) => inWords(schema))).toEqual(['anything', 'a list of anything', 'anything'])
})

it('[ports.words] says a type as a person would', () => {
  expect(inWords(out(listOfGeneric('T')))).toBe('a list of anything')
  expect(inWords(out(z.array(z.enum(['a', 'b']))))).toBe('a list of one of a, b')
  expect(inWords(out(z.union([z.string(), z.null()])))).toBe('text or empty')
})
