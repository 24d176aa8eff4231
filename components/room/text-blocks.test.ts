import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textBlocks } from './text-blocks.ts'

const filler = 'A sentence to be long enough. '.repeat(60)

describe('textBlocks', () => {
  it('loses no letter', () => {
    const piece = fc.constantFrom('word ', '\n', '\n\n', '```\n', '- item\n', '1. one\n', '  deep\n', '# head\n', '| a | b |\n')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 900 }), (pieces) => {
        expect(textBlocks(pieces.join('')).join('')).toBe(pieces.join(''))
      }),
    )
  })

  it('cuts before paragraphs and headings, never inside a list or code', () => {
    const text = `${filler}\n\nSecond\n\n- a\n\n- b\n\n\`\`\`\nx\n\ny\n\`\`\`\n\n## End`
    expect(textBlocks(text).map((b) => b.trim().slice(0, 6))).toEqual(['A sent', 'Second', '## End'])
  })

  it('leaves short texts whole', () => {
    expect(textBlocks('a\n\nb')).toEqual(['a\n\nb'])
  })
})
