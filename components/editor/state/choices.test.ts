import { expect, it } from 'vitest'
import { cards as real } from '../../../server/blocks/index.ts'
import { palette, searched } from './choices.ts'

const all = palette(real())
const first = (words: string) => searched(all, words)[0]?.title

it('[editor.palette] finds a block by its name, by letters of it in order, by what it is about, and by what its ports carry', () => {
  expect(first('change case')).toBe('Change case')
  expect(first('chcase')).toBe('Change case')
  expect(searched(all, 'capital').length + searched(all, 'upper').length).toBeGreaterThan(0)
  expect(searched(all, 'number list').length).toBeGreaterThan(0)
  expect(searched(all, 'zzzz')).toEqual([])
})
