import { expect, it } from 'vitest'
import { cards, flowOf, node } from '../../components/editor/state/test-cards.ts'
import { countChanges, diffFlows, unionOf } from './diff-flows.ts'
import { diffText } from './diff-text.ts'

const literal = (value: string) => ({ kind: 'literal' as const, value })

it('[versions.diff] tells what was added, removed, changed and moved between two flows, setting by setting, in words', () => {
  const before = flowOf(
    { start: 'chat.message', upper: node('text.upper'), gone: node('text.join', { title: 'Join' }), still: 'reply.text', far: 'math.add' },
    'start.text>upper.text',
    'upper.text>still.text',
  )
  const after = {
    ...flowOf(
      {
        start: 'chat.message',
        upper: node('text.upper', { title: 'Shout', inputs: { text: literal('hello') } }),
        still: 'reply.text',
        far: node('math.add', { position: { x: 40, y: 0 } }),
        fresh: node('text.upper', { disabled: true }),
      },
      'upper.text>still.text',
      'start.text>fresh.text',
    ),
    concurrency: { most: 2, beyond: 'queue' as const },
  }
  const diff = diffFlows(before, after, cards)
  expect(Object.fromEntries(Object.entries(diff.nodes).map(([id, { kind }]) => [id, kind]))).toEqual({
    upper: 'changed',
    still: 'changed',
    far: 'moved',
    fresh: 'added',
    gone: 'removed',
  })
  expect(diff.nodes.upper?.settings).toEqual([
    { key: 'title', title: 'Name', before: null, after: 'Shout' },
    { key: 'input text', title: 'text', before: 'from Message · text', after: 'hello' },
  ])
  expect(diff.nodes.fresh?.settings).toContainEqual({ key: 'disabled', title: 'Switched off', before: null, after: 'yes' })
  expect(diff.settings).toEqual([{ key: 'concurrency', title: 'Runs at once', before: null, after: '2; one more waits' }])
  expect(diff.wires.map(({ kind, wire }) => `${kind} ${wire.from.node}>${wire.to.node}`)).toEqual(['added start>fresh', 'removed start>upper'])
  expect(countChanges(diff)).toEqual({ added: 1, removed: 1, changed: 2, moved: 1, wires: 2, settings: 1 })
})

it('[versions.diff] finds nothing between equal flows, whatever the order of their parts, and draws both as one', () => {
  const flow = flowOf({ a: 'text.upper', b: 'text.upper', c: 'reply.text' }, 'a.text>b.text', 'b.text>c.text')
  const shuffled = { ...flow, nodes: Object.fromEntries(Object.entries(flow.nodes).reverse()), wires: [...flow.wires].reverse() }
  expect(diffFlows(flow, shuffled, cards)).toEqual({ nodes: {}, wires: [], settings: [], looks: [] })
  const other = flowOf({ a: 'text.upper', d: 'reply.text' }, 'a.text>d.text')
  const union = unionOf(flow, other)
  expect(Object.keys(union.nodes).sort()).toEqual(['a', 'b', 'c', 'd'])
  expect(union.wires).toHaveLength(3)
})

it('[versions.diff] shows what became of a text word by word, and its parts give both texts back', () => {
  const pairs = [
    ['Answer in one short sentence.', 'Answer in two sentences, kindly.'],
    ['', 'new'],
    ['same', 'same'],
    ['line one\nline two', 'line two\nline three'],
    ['x '.repeat(2000), 'y '.repeat(2000)],
  ]
  for (const [before = '', after = ''] of pairs) {
    const parts = diffText(before, after)
    const without = (kind: string) => parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('')
    expect(without('added')).toBe(before)
    expect(without('removed')).toBe(after)
  }
  expect(diffText('a b c', 'a x c')).toEqual([
    { kind: 'same', text: 'a ' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: ' c' },
  ])
})
