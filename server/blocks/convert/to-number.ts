import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'

export default defineBlock({
  id: 'convert.to-number',
  title: 'To number',
  summary: 'Reads a number from a text such as 12.5 or -3e4.',
  words: ['parse number', 'to integer', 'cast'],
  category: 'convert',
  icon: 'hash',
  effect: 'pure',
  input: z.object({ text: z.string().meta({ title: 'Text' }) }),
  output: z.object({ number: z.number().meta({ title: 'Number' }) }),
  run: ({ input }) => {
    const text = input.text.trim()
    const number = Number(text)
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) || !Number.isFinite(number))
      throw new AppError('invalid-input', `"${input.text.slice(0, 60)}" is not a number. Write it with a point, like 12.5.`)
    return { number }
  },
  examples: [
    { title: 'reads a number', input: { text: ' 12.5 ' }, output: { number: 12.5 } },
    { title: 'does not guess what a comma means', input: { text: '1,250' }, fails: 'invalid-input' },
    { title: 'does not take nothing for 0', input: { text: '' }, fails: 'invalid-input' },
  ],
})
