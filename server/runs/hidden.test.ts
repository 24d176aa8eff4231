import { expect, it } from 'vitest'
import { createHidden } from './hidden.ts'

it('[runs.secrets-masked] what was opened is taken out of whatever comes back, however it is written there', () => {
  const hidden = createHidden()
  const answer = {
    body: 'Incorrect key sk-"live"/42 given',
    headers: { 'x-echo': 'Bearer sk-"live"/42', location: '/?key=sk-%22live%22%2F42' },
    again: JSON.stringify({ key: 'sk-"live"/42' }),
    basic: [Buffer.from('sk-"live"/42').toString('base64'), 7, null],
  }
  expect(hidden.without(answer)).toBe(answer)
  hidden.add('sk-"live"/42')
  hidden.add('a')
  expect(hidden.without(answer)).toEqual({
    body: 'Incorrect key ••• given',
    headers: { 'x-echo': 'Bearer •••', location: '/?key=•••' },
    again: '{"key":"•••"}',
    basic: ['•••', 7, null],
  })
})
