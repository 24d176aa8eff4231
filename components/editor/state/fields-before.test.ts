import { expect, it } from 'vitest'
import { fieldsBefore } from './fields-before.ts'
import { cards, flowOf } from './test-cards.ts'

const flow = flowOf({ chat: 'chat.message', 'upper-case': 'text.upper', reply: 'reply.text' }, 'chat.text>upper-case.text', 'upper-case.text>reply.text')

it('[editor.fields-before] lists what a block can read as it was in the run, the fields within, and nothing that waits for the block', () => {
  const values = { chat: { text: 'hello' }, upper_case: { text: { deep: { er: 1 }, 'not a name': 2 }, gone: true }, reply: { text: 'later' } }
  expect(fieldsBefore('reply', flow, cards, values).map(({ source, block, value }) => [source, block, value])).toEqual([
    ['chat.text', 'Message', 'hello'],
    ['upper_case.text', 'Upper', '{ deep, not a name }'],
    ['upper_case.text.deep', 'Upper', '{ er }'],
    ['upper_case.text.deep.er', 'Upper', '1'],
  ])
  expect(fieldsBefore('chat', flow, cards, values)).toEqual([])
})
