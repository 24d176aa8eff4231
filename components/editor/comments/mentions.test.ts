import { expect, it } from 'vitest'
import { fitting, namedIn, namingAt, partsOf } from './mentions.ts'

const members = [
  { personId: '1', name: 'Ann' },
  { personId: '2', name: 'Anna Berg' },
  { personId: '3', name: 'Ben (Ops)' },
]

it('[comments.mention] finds who is being named while one types, and who is named in the end', () => {
  expect(namingAt('ask @an', 7)).toEqual({ from: 4, typed: 'an' })
  expect(namingAt('@', 1)).toEqual({ from: 0, typed: '' })
  expect(namingAt('mail a@b', 8)).toBeUndefined()
  expect(fitting(members, 'an').map(({ name }) => name)).toEqual(['Ann', 'Anna Berg'])
  expect(fitting(members, 'berg').map(({ name }) => name)).toEqual(['Anna Berg'])
  expect(fitting(members, 'Anna Berg ')).toEqual([])
  expect(namedIn('@Anna Berg, see this', members)).toEqual(['2'])
  expect(namedIn('@Ann and @Anna Berg and @Nobody', members).sort()).toEqual(['1', '2'])
  expect(partsOf('Hi @Ben (Ops)!', ['Ben (Ops)'])).toEqual([
    { text: 'Hi ', named: false },
    { text: '@Ben (Ops)', named: true },
    { text: '!', named: false },
  ])
})
