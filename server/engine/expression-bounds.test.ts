import { describe, expect, it } from 'vitest'
import type { Json } from '../kernel/json.ts'
import { evaluateExpression, prepareExpression, readExpression } from './expression.ts'

const long = Array.from({ length: 10_000 }, (_, index) => index)
const tooLong = 'The expression takes too long'

describe('[expr.bounded] an expression ends', () => {
  it.each([
    ['a map in a map over 10,000 entries', 'l.map(x, l.map(y, x * y))'],
    ['a search in a search', 'l.all(x, l.all(y, x + y >= 0))'],
    ['five maps in one another over ten entries', 's.map(a, s.map(b, s.map(c, s.map(d, s.map(e, s.map(f, 1))))))'],
    ['"in" for every entry', 'l.filter(x, [x + 0.5] == l || (x + 0.5) in l)'],
    ['lists that grow in a map', 'l.map(x, l + l)'],
    ['lists that are compared for every entry', 'l.filter(x, l == m)'],
    ['texts that are searched for every entry', 'l.filter(x, t.contains(u))'],
    ['texts that are cut for every entry', 'l.map(x, t.split("").size())'],
  ])('stops %s', (_, source) => {
    const values = { l: long, m: long.map((x) => (x === 9999 ? -1 : x)), s: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], t: 'a'.repeat(50_000), u: `${'a'.repeat(200)}b` }
    expect(() => evaluateExpression(source, values)).toThrow(/takes too long|makes a/)
  })

  it('stops a text that doubles', () => {
    const doubling = Array.from({ length: 25 }).reduce<string>((inner, _, i) => `cel.bind(x${i + 1}, x${i} + x${i}, ${inner})`, 'x0')
    const nested = wrap(25, (i, inner) => `cel.bind(x${i + 1}, x${i} + x${i}, ${inner})`, 'x25')
    expect(() => evaluateExpression(nested, { x0: 'abcdefgh' })).toThrow('The expression makes a text of')
    expect(() => evaluateExpression(doubling, { x0: 'abcdefgh' })).toThrow()
  })

  it('stops a list that doubles', () => {
    const nested = wrap(25, (i, inner) => `cel.bind(x${i + 1}, x${i} + x${i}, ${inner})`, 'x25')
    expect(() => evaluateExpression(nested, { x0: [1] })).toThrow('The expression makes a list of')
  })

  it('stops a small value that would be a huge one as JSON', () => {
    const nested = wrap(25, (i, inner) => `cel.bind(x${i + 1}, [x${i}, x${i}], ${inner})`, 'x25')
    expect(() => evaluateExpression(nested, { x0: 'laugh' })).toThrow('The expression makes a value that is too large.')
  })

  it('stops comparing two such values', () => {
    const twice = wrap(14, (i, inner) => `cel.bind(x${i + 1}, [x${i}, x${i}], cel.bind(y${i + 1}, [y${i}, y${i}], ${inner}))`, 'x14 == y14')
    expect(() => evaluateExpression(twice, { x0: ['a'], y0: ['a'] }, { cost: 10_000 })).toThrow(tooLong)
  })

  it.each(['(a+)+$', '(a*)*b', '(a|a)*b', '(a|aa)+$', 'a*a*a*a*a*a*a*a*b', '(.*)(.*)(.*)(.*)(.*)b', '(a?){30}a{30}b', '((a{1,20}){1,20})b'])(
    'answers the pattern %s that takes for ever elsewhere',
    (pattern) => {
      const answer = () => evaluateExpression('t.matches(p)', { t: `${'a'.repeat(2000)}!`, p: pattern })
      let found: unknown
      try {
        found = answer()
      } catch (error) {
        found = (error as Error).message
      }
      expect(String(found)).toMatch(/^(false|The expression takes too long|.*too large)/)
    },
  )

  it('refuses patterns that are too large', () => {
    const answer = (p: string) => () => evaluateExpression('"a".matches(p)', { p })
    expect(answer('(a{1000}){1000}')).toThrow('it is too large')
    expect(answer('a'.repeat(501))).toThrow('500 characters at most')
    expect(answer('('.repeat(200) + ')'.repeat(200))).toThrow('nested too deep')
    expect(answer('(?=a)')).toThrow('look-around')
    expect(answer('(a)\\1')).toThrow('\\1 is not part of it')
  })

  it.each([
    ['a source that is too long', '1+'.repeat(3000)],
    ['brackets that are nested too deep', `${'('.repeat(300)}1${')'.repeat(300)}`],
    ['a chain that is too long', `a${'.b'.repeat(500)}`],
    ['minuses without end', `${'- '.repeat(300)}1`],
    ['lists in lists without end', `${'['.repeat(300)}${']'.repeat(300)}`],
  ])('refuses %s before it runs', (_, source) => expect(readExpression(source)).toMatchObject({ ok: false }))

  it.each(['a == b', '[a]', 'a'])('answers or refuses %s over data that is nested too deep', (source) => {
    const deep = () => Array.from({ length: 50_000 }).reduce<Json>((inner) => [inner], 1)
    expect(() => evaluateExpression(source, { a: deep(), b: deep() })).toThrow('nested too deep')
  })

  it('spends one budget on all the values of a prepared expression', () => {
    const work = prepareExpression('item * 2', { cost: 100 })
    expect(() => long.map((item) => work({ item }))).toThrow('it may take 100 steps')
  })

  it('works through 10,000 entries well within its budget', () => {
    expect(evaluateExpression('l.filter(x, x % 2 == 0).map(x, x * 2).sum()', { l: long })).toBe(49_990_000)
  })
})

function wrap(times: number, layer: (i: number, inner: string) => string, end: string): string {
  return Array.from({ length: times }, (_, i) => times - 1 - i).reduce((inner, i) => layer(i, inner), end)
}
