import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

const styles = z.enum(['lower', 'upper', 'title', 'sentence', 'kebab', 'snake'])

export default defineBlock({
  id: 'text.change-case',
  title: 'Change case',
  summary: 'Writes a text in capitals, in small letters, as a title or as a name.',
  words: ['uppercase', 'lowercase', 'capitalise', 'capitalize', 'title case'],
  category: 'text',
  icon: 'case-sensitive',
  effect: 'pure',
  input: z.object({ text: z.string().meta({ title: 'Text' }), to: styles.default('lower').meta({ title: 'To' }) }),
  output: z.object({ text: z.string().meta({ title: 'Text' }) }),
  run: ({ input }) => ({ text: changed(input.text, input.to) }),
  examples: [
    { title: 'writes a title', input: { text: 'war and peace', to: 'title' }, output: { text: 'War And Peace' } },
    { title: 'writes a name with hyphens', input: { text: 'Order Lines 2026', to: 'kebab' }, output: { text: 'order-lines-2026' } },
    { title: 'keeps letters beyond ASCII', input: { text: 'ärger', to: 'upper' }, output: { text: 'ÄRGER' } },
    { title: 'refuses a style it does not know', input: { text: 'a', to: 'zigzag' }, fails: 'invalid-input' },
  ],
})

function changed(text: string, to: z.infer<typeof styles>): string {
  const words = () => text.match(/[\p{L}\p{N}]+/gu) ?? []
  switch (to) {
    case 'lower':
      return text.toLowerCase()
    case 'upper':
      return text.toUpperCase()
    case 'title':
      return text.toLowerCase().replaceAll(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase())
    case 'sentence':
      return text.toLowerCase().replace(/\p{L}/u, (letter) => letter.toUpperCase())
    case 'kebab':
      return words().join('-').toLowerCase()
    case 'snake':
      return words().join('_').toLowerCase()
  }
}
