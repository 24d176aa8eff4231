import { expect, it } from 'vitest'
import { openEditor, perform } from './editor-state.ts'
import { cards, flowOf, node } from './test-cards.ts'

const flow = flowOf({
  a: node('text.upper', { position: { x: 0, y: 0 } }),
  b: node('text.upper', { position: { x: 80, y: 160 } }),
  c: node('text.upper', { position: { x: 1000, y: 400 } }),
  far: node('text.upper', { position: { x: 5000, y: 5000 } }),
})

it('[editor.align] puts selected blocks in line or spreads them out, leaves the others, and takes one undo', () => {
  const selected = perform(openEditor(flow), { kind: 'select', nodes: ['a', 'b', 'c'] }, cards)
  const left = perform(selected, { kind: 'align', how: 'left' }, cards).flow.nodes
  expect(['a', 'b', 'c', 'far'].map((id) => left[id]?.position)).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 160 },
    { x: 0, y: 400 },
    { x: 5000, y: 5000 },
  ])
  const bottom = perform(selected, { kind: 'align', how: 'bottom' }, cards).flow.nodes
  expect(['a', 'b', 'c'].map((id) => bottom[id]?.position.y)).toEqual([400, 400, 400])
  const across = perform(selected, { kind: 'align', how: 'across' }, cards).flow.nodes
  const places = ['a', 'b', 'c'].map((id) => across[id]?.position.x ?? 0)
  expect([places[0], places[2]]).toEqual([0, 1000])
  expect(places[1]).toBe(504)
  const one = perform(openEditor(flow), { kind: 'select', nodes: ['a'] }, cards)
  expect(perform(one, { kind: 'align', how: 'left' }, cards)).toBe(one)
})
