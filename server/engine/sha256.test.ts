import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha256 } from './sha256.ts'

it('[compile.hash] is the SHA-256 that everyone else computes, for every length around its blocks', () => {
  for (let length = 0; length < 200; length++) {
    const text = 'Grüße, 12 € 🔥 '.repeat(20).slice(0, length)
    expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
  }
})
