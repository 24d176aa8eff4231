import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'logic.not',
  title: 'Not',
  summary: 'Turns true into false and false into true.',
  words: ['negate', 'invert'],
  category: 'logic',
  icon: 'circle-slash',
  effect: 'pure',
  input: z.object({ value: z.boolean().meta({ title: 'Value' }) }),
  output: z.object({ result: z.boolean().meta({ title: 'Result' }) }),
  run: ({ input }) => ({ result: !input.value }),
  examples: [
    { title: 'turns it round', input: { value: true }, output: { result: false } },
    { title: 'refuses what is neither', input: { value: 0 }, fails: 'invalid-input' },
  ],
})
