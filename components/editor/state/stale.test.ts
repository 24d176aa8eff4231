import { expect, it } from 'vitest'
import { staleIn } from './stale.ts'
import { flowOf, node } from './test-cards.ts'

const literal = (value: string) => ({ kind: 'literal' as const, value })
const ran = flowOf(
  { a: node('text.upper', { inputs: { text: literal('one') } }), b: 'text.upper', c: 'reply.text', d: 'text.upper' },
  'a.text>b.text',
  'b.text>c.text',
)

it('[try.stale] marks what changed and all that follows from it, and nothing for a name or a place', () => {
  const edited = { ...ran, nodes: { ...ran.nodes, b: node('text.upper', { inputs: { text: literal('x') } }) } }
  expect([...staleIn(edited, ran)].sort()).toEqual(['b', 'c'])
  const renamed = {
    ...ran,
    nodes: { ...ran.nodes, a: { ...node('text.upper', { inputs: { text: literal('one') } }), title: 'Shout', position: { x: 99, y: 9 } } },
  }
  expect([...staleIn(renamed, ran)]).toEqual([])
  const rewired = { ...ran, wires: [...ran.wires.slice(1), ...flowOf({}, 'd.text>b.text').wires] }
  expect([...staleIn(rewired, ran)].sort()).toEqual(['b', 'c'])
  expect([...staleIn(ran, ran, ['a'])].sort()).toEqual(['a', 'b', 'c'])
})

it('[try.stale] takes what a tried part left off as it is', () => {
  const off = (id: string) => ({ ...(ran.nodes[id] ?? node('text.upper')), disabled: true })
  const part = { ...ran, nodes: { ...ran.nodes, a: off('a'), c: off('c'), d: off('d') }, wires: ran.wires.slice(0, 1) }
  expect([...staleIn(ran, part)]).toEqual([])
})
