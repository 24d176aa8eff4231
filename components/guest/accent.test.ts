import { expect, it } from 'vitest'
import { accentCss, accentFor, contrast } from './accent.ts'

it('[links.accent] makes colours that can be read from any accent, in both themes', () => {
  for (const colour of ['#000000', '#ffffff', '#ffff00', '#808080', '#2563eb', '#ff5a36', '#00ff88', '#7a1fa2', '#1c1917', '#faf9f7'])
    for (const scheme of ['light', 'dark'] as const) {
      const { primary, ink, ember, soft } = accentFor(colour, scheme)
      expect(contrast(primary, ink), `${colour} button, ${scheme}`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(ember, soft), `${colour} on its soft self, ${scheme}`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(ember, scheme === 'light' ? '#faf9f7' : '#131110'), `${colour} text, ${scheme}`).toBeGreaterThanOrEqual(4.5)
    }
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

it('gives no CSS for what is no colour', () => {
  for (const wrong of ['', 'red', '#fff', '#123456}body{display:none']) expect(accentCss(wrong)).toBe('')
})
