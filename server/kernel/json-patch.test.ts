import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from './json.ts'
import { applyPatch, patchBetween } from './json-patch.ts'

const values = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json)

describe('JSON Patch', () => {
  it('makes one value of any other', () => {
    fc.assert(
      fc.property(values, values, (from, to) => {
        expect(applyPatch(from, patchBetween(from, to))).toEqual(to)
      }),
    )
  })

  it('says nothing of equal values, and of one changed key only that', () => {
    expect(patchBetween({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([])
    expect(patchBetween({ a: 1, 'b/c': { d: 2 } }, { a: 1, 'b/c': { d: 3 } })).toEqual([{ op: 'replace', path: '/b~1c/d', value: 3 }])
  })

  // the examples of RFC 6902, appendix A
  it.each([
    [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
    [{ foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
    [{ foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
    [{ foo: ['all', 'grass', 'cows', 'eat'] }, [{ op: 'move', from: '/foo/1', path: '/foo/3' }], { foo: ['all', 'cows', 'eat', 'grass'] }],
    [{ foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
    [{ '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
  ] as const)('%j with %j is %j', (from, patch, to) => {
    expect(applyPatch(from as never, patch as never)).toEqual(to)
  })

  it.each([
    [{ foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 1 }]],
    [{ foo: ['a'] }, [{ op: 'add', path: '/foo/2', value: 1 }]],
    [{ foo: ['a'] }, [{ op: 'remove', path: '/foo/01' }]],
    [{ foo: 1 }, [{ op: 'replace', path: '/toString', value: 1 }]],
    [{ baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }]],
  ] as const)('refuses, and changes nothing: %j with %j', (from, patch) => {
    expect(() => applyPatch(from as never, patch as never)).toThrow()
  })

  it('keeps a key named __proto__ a key', () => {
    const made = applyPatch({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }])
    expect(Object.hasOwn(made as object, '__proto__')).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
