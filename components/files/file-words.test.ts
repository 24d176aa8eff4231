import { expect, it } from 'vitest'
import { sizeText } from './file-words.ts'

it('tells a size as file managers do', () => {
  expect([1, 999, 1000, 12_345, 999_499, 999_500, 20_000_000].map(sizeText)).toEqual(['1 byte', '999 bytes', '1 KB', '12 KB', '999 KB', '1 MB', '20 MB'])
})
