import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { evaluateExpression } from '../../engine/expression.ts'

export default defineBlock({
  id: 'text.matches',
  title: 'Matches pattern',
  summary: 'Says whether a pattern fits somewhere in a text.',
  words: ['regex', 'regular expression', 'test pattern'],
  category: 'text',
  icon: 'scan-text',
  effect: 'pure',
  input: z.object({
    text: z.string().meta({ title: 'Text' }),
    pattern: z.string().min(1).max(500).meta({ title: 'Pattern', description: 'Such as ^[A-Z]{2}-[0-9]+$ . Without look-around and back-references.' }),
  }),
  output: z.object({ result: z.boolean().meta({ title: 'Result' }) }),
  run: ({ input: { text, pattern } }) => ({ result: evaluateExpression('text.matches(pattern)', { text, pattern }) === true }),
  examples: [
    { title: 'fits', input: { text: 'DE-4711', pattern: '^[A-Z]{2}-[0-9]+$' }, output: { result: true } },
    { title: 'does not fit', input: { text: 'order 7', pattern: '^[A-Z]{2}-[0-9]+$' }, output: { result: false } },
    { title: 'answers a pattern that takes for ever elsewhere', input: { text: `${'a'.repeat(60)}!`, pattern: '(a+)+$' }, output: { result: false } },
    { title: 'refuses a pattern that cannot be read', input: { text: 'a', pattern: '(a' }, fails: 'invalid-input' },
  ],
})
