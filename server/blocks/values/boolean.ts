import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'values.boolean',
  title: 'Yes or no',
  summary: 'A fixed yes or no.',
  words: ['boolean', 'true', 'false', 'flag', 'toggle'],
  category: 'values',
  icon: 'toggle-left',
  effect: 'pure',
  input: z.object({ value: z.boolean().default(false).meta({ title: 'Value' }) }),
  output: z.object({ value: z.boolean().meta({ title: 'Value' }) }),
  run: ({ input }) => input,
  examples: [
    { title: 'gives the value', input: { value: true }, output: { value: true } },
    { title: 'refuses the word for it', input: { value: 'yes' }, fails: 'invalid-input' },
  ],
})
