import { expect, it } from 'vitest'
import { outlineOf } from './outline-of.ts'
import { cards, flowOf, node } from './test-cards.ts'

it('[editor.outline] lists the blocks in the order they run, what a container holds below it', () => {
  const flow = flowOf(
    { a: node('reply.text', { title: 'Say it' }), z: 'chat.message', each: 'control.each', upper: node('text.upper', { parent: 'each' }) },
    'z.done>each.after',
    'each.item>upper.text',
    'upper.text>each.result',
    'each.done>a.after',
  )
  expect(outlineOf(flow, cards).map(({ id, depth, after }) => [id, depth, after])).toEqual([
    ['z', 0, []],
    ['each', 0, ['Message']],
    ['upper', 1, []],
    ['a', 0, ['Each']],
  ])
})
