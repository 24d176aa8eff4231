import { describe, expect, it } from 'vitest'
import { isAppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import { checkExpression, completions, evaluateExpression, readExpression } from './expression.ts'

const data: Record<string, Json> = {
  a: { b: 1, list: [1, 2], text: 'abc' },
  evil: JSON.parse('{"__proto__": {"polluted": true}, "constructor": "text", "toString": "text", "valueOf": 7, "toJSON": "x", "then": 1, "length": -1}'),
}

/** Ways out that were open in template and expression languages elsewhere. None of them may reach the host. */
const escapes = [
  'constructor',
  'a.constructor',
  'a["constructor"]',
  'a.constructor.constructor("return process")()',
  'a.list.constructor',
  'a.text.constructor',
  '"".constructor.constructor("return this")',
  '[].constructor',
  '{}.constructor',
  '(1).constructor',
  'a.__proto__',
  'a["__proto__"]',
  'a["__pro" + "to__"]',
  'a["\\u005f_proto__"]',
  'a.\\u005f_proto__',
  '__proto__',
  'prototype',
  'a.prototype',
  'a.list.__proto__.map',
  'a.list["length"]',
  'a.list["map"]',
  'a.text["length"]',
  'a.text.length',
  'a.hasOwnProperty("b")',
  'a.toString()',
  'a.valueOf()',
  'a.__defineGetter__("b", a)',
  'a.__lookupGetter__("b")',
  'hasOwnProperty("b")',
  'toString()',
  'globalThis',
  'global.process',
  'window.location',
  'self',
  'this',
  'this.constructor',
  'process.env',
  'process.exit(1)',
  'require("fs")',
  'import("fs")',
  'import',
  'Function("return 1")()',
  'new Function("return 1")',
  'eval("1")',
  'fetch("http://localhost")',
  'setTimeout(1)',
  'Date.now()',
  'now()',
  'Math.random()',
  'JSON.parse("{}")',
  'Object.keys(a)',
  'Reflect.ownKeys(a)',
  'Symbol.iterator',
  'Proxy',
  'Buffer.from("x")',
  'b"abc".json()',
  'bytes("x").base64()',
  'google.protobuf.Timestamp',
  'cel',
  'cel.constructor',
  'cel.bind(__proto__, 1, 2)',
  'cel.bind(constructor, a, constructor.constructor)',
  'a.list.map(constructor, constructor)',
  'a.list.map(__proto__, 1)',
  'a.list.map(x, x.constructor)',
  'a.list.constructor(x, x)',
  'type(a)',
  'type(1).constructor',
  'a.list.push(1)',
  'a.list.sort()',
  'a.list.concat(1)',
  'a.text.at(0)',
  'a.text.replaceAll("a", a)',
  'a.text.matches(a)',
  'a.text.matches("(?<name>a)")',
  'a.call(a)',
  'a.apply(a)',
  'a.bind(a)',
  'a.then(a)',
  'a = 1',
  'a.b = 1',
  'a.b++',
  'delete a.b',
  'x => x',
  'function() {}',
  'a?.b',
  'a ?? 1',
  '`a`',
  '$a',
  '{{a}}',
  'a;1',
  'a, 1',
  'a //\n.constructor',
  '[1][-1]',
  '[1]["0"]',
  '[1][1e30]',
  '{"__proto__": {"polluted": true}}',
  '{"constructor": {"prototype": {"polluted": true}}}',
  '{"__proto__": 1}.polluted',
  '{"__proto__": a}.b',
  'evil',
  'evil.constructor',
  'evil.__proto__',
  'evil.__proto__.polluted',
  'evil.toString',
  'evil + "x"',
  '"" + evil',
  'string(evil)',
  'evil == evil',
  'evil < a',
  'size(evil)',
  'evil.keys()',
  'evil.values()',
  '[evil].map(e, e.then)',
  '9223372036854775808',
  '-9223372036854775809',
  '1e999',
  '0x7fffffffffffffff',
  '18446744073709551615u',
  '"\\ud800"',
  '"\\U00110000"',
  '"\\x00"',
  '\u202eabc',
  'a\u200b.b',
  'ａ.b',
]

describe('[expr.contained] what an expression reaches', () => {
  it.each(escapes)('keeps %j inside', (source) => {
    let value: unknown
    try {
      value = evaluateExpression(source, data)
    } catch (error) {
      expect(isAppError(error) && error.code).toBe('invalid-input')
      return
    }
    expect(isPlain(value)).toBe(true)
  })

  it.each(escapes)('checks and reads %j without harm', (source) => {
    expect(() => readExpression(source)).not.toThrow()
    expect(() => checkExpression(source, { a: { b: { type: 'number' } } })).not.toThrow()
    expect(() => completions(source, source.length, { a: { b: { type: 'number' } } })).not.toThrow()
  })

  it('changes nothing in the host and nothing in the data', () => {
    const before = JSON.stringify(data)
    const own = Reflect.ownKeys(Object.prototype)
    for (const source of escapes)
      try {
        evaluateExpression(source, data)
      } catch {
        // Refused: that is one of the two right answers.
      }
    expect(Reflect.ownKeys(Object.prototype)).toEqual(own)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(JSON.stringify(data)).toBe(before)
  })

  it('reads fields that bear the names of the host’s as the data they are', () => {
    expect(evaluateExpression('evil.constructor + evil.toString', data)).toBe('texttext')
    expect(evaluateExpression('has(evil.hasOwnProperty)', data)).toBe(false)
    expect(() => evaluateExpression('a.hasOwnProperty', data)).toThrow('There is no field "hasOwnProperty".')
  })

  it('makes a field named __proto__ a field, not a prototype', () => {
    const made = evaluateExpression('{"__proto__": {"polluted": true}}', {}) as object
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
    expect(Object.keys(made)).toEqual(['__proto__'])
  })

  it('refuses what is not data, and runs no getter', () => {
    let ran = false
    const trap = Object.defineProperty({}, 'secret', { enumerable: true, get: () => (ran = true) })
    const given = { trap, call: () => 1, date: new Date(0), map: new Map(), promise: Promise.resolve(1) } as unknown as Record<string, Json>
    for (const source of ['trap.secret', 'trap', '[trap]', 'call', 'call()', 'date', 'date.getTime()', 'map.size()', 'promise', '[promise]'])
      expect(() => evaluateExpression(source, given), source).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(ran).toBe(false)
  })

  it('names are own fields of what it is given, never inherited', () => {
    for (const name of ['toString', 'constructor', 'hasOwnProperty', 'valueOf']) expect(() => evaluateExpression(name, {})).toThrow('There is nothing named')
  })
})

function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return false
  const prototype = Object.getPrototypeOf(value)
  return (prototype === Object.prototype || prototype === Array.prototype || prototype === null) && Object.values(value as object).every(isPlain)
}
