import { expect, it } from 'vitest'
import { compile } from '../engine/compile.ts'
import { flow, node } from '../engine/compose.test-kit.ts'
import type { FlowNode } from '../engine/flow.ts'
import { outputTypes } from '../engine/output-types.ts'
import { describe as said } from '../engine/schema-words.ts'
import { cards } from './index.ts'

const current = (block: string, inputs: Parameters<typeof node>[1] = {}): FlowNode => ({ ...node(block, inputs), version: cards().get(block)?.version ?? 0 })
const sources = { n: node('values.number', { value: 7 }), t: node('values.text', { value: 'seven' }), l: node('values.list', { value: [1] }) }
const words = (nodes: Record<string, FlowNode>, wires: [string, string][], end: string): string => {
  const [id = '', port = ''] = end.split('.')
  return said(outputTypes(flow({ ...sources, ...nodes }, wires), cards())(id, port) ?? {})
}

it.each([
  ['control.branch', 'yes'],
  ['control.branch', 'no'],
  ['control.gate', 'value'],
  ['control.switch', 'b'],
  ['control.switch', 'otherwise'],
  ['control.sleep', 'value'],
  ['control.wait-until', 'value'],
])('[blocks.typed-control] %s gives at %s the type of its value, wired or typed; in a flow of before it carries anything', (block, port) => {
  expect(words({ a: current(block) }, [['t.value', 'a.value']], `a.${port}`)).toBe('text')
  expect(
    words(
      { a: current(block), b: current('control.gate') },
      [
        ['n.value', 'a.value'],
        [`a.${port}`, 'b.value'],
      ],
      'b.value',
    ),
  ).toBe('a number')
  expect(words({ a: current(block, { value: 'by hand' }) }, [], `a.${port}`)).toBe('text')
  expect(words({ a: node(block) }, [['t.value', 'a.value']], `a.${port}`)).toBe('anything')
})

it('[blocks.typed-control] Merge gives whatever one of its ways may bring, typed ones too, and Join a list of that', () => {
  const both: [string, string][] = [
    ['n.value', 'a.a'],
    ['t.value', 'a.b'],
  ]
  expect(words({ a: current('control.merge') }, both.slice(1), 'a.value')).toBe('text')
  expect(words({ a: current('control.merge') }, both, 'a.value')).toBe('a number or text')
  expect(words({ a: current('control.merge', { c: true }) }, both.slice(1), 'a.value')).toBe('text or yes or no')
  expect(words({ a: current('control.join') }, both.slice(0, 1), 'a.values')).toBe('a list of numbers')
  expect(words({ a: node('control.merge') }, both, 'a.value')).toBe('anything')
  expect(words({ a: node('control.join') }, both, 'a.values')).toBe('a list of anything')
})

it('[blocks.typed-control] streams keep the type of their items on the way', () => {
  const made = {
    s: current('stream.from-list', { list: ['a', 'b'] }),
    k: current('stream.filter', { keep: 'true' }),
    f: current('stream.take'),
    m: current('stream.merge'),
    c: current('stream.collect'),
    x: current('stream.map', { to: 'size(item)' }),
  }
  const wires: [string, string][] = [
    ...[
      ['s.items', 'k.items'],
      ['k.items', 'f.items'],
      ['f.items', 'm.a'],
      ['s.items', 'm.b'],
      ['m.items', 'c.items'],
      ['s.items', 'x.items'],
    ].map(([from = '', to = '']): [string, string] => [from, to]),
  ]
  expect(words(made, wires, 'c.list')).toBe('a list of texts')
  expect(words(made, wires, 'x.items')).toBe('a stream of whole numbers')
})

it('[blocks.typed-control] refuses a wire that only an old version of the block let through', () => {
  const through = (block: FlowNode) =>
    compile(
      flow({ ...sources, a: block, sum: node('math.add', { b: 1 }) }, [
        ['t.value', 'a.value'],
        ['a.value', 'sum.a'],
      ]),
      cards(),
    )
  expect(through(current('control.sleep'))).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('put "To number" between them') }] })
  expect(through(node('control.sleep'))).toMatchObject({ ok: true })
})
