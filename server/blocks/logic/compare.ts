import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'

const value = z.union([z.number(), z.string()])

export default defineBlock({
  id: 'logic.compare',
  title: 'Compare',
  summary: 'Says whether A is smaller than, equal to or larger than B.',
  words: ['greater than', 'less than', 'bigger', 'smaller'],
  category: 'logic',
  icon: 'chevrons-left-right',
  effect: 'pure',
  input: z.object({
    a: value.meta({ title: 'A' }),
    is: z.enum(['less', 'at-most', 'equal', 'not-equal', 'at-least', 'more']).default('less').meta({ title: 'Is' }),
    b: value.meta({ title: 'B', description: 'Of the same kind as A: two numbers, or two texts.' }),
  }),
  output: z.object({ result: z.boolean().meta({ title: 'Result' }) }),
  run: ({ input: { a, is, b } }) => {
    if (typeof a !== typeof b) throw new AppError('invalid-input', 'A number and a text cannot be compared. Turn one into the kind of the other first.')
    const order = a < b ? -1 : a > b ? 1 : 0
    return { result: { less: order < 0, 'at-most': order <= 0, equal: order === 0, 'not-equal': order !== 0, 'at-least': order >= 0, more: order > 0 }[is] }
  },
  examples: [
    { title: 'compares numbers', input: { a: 2, is: 'less', b: 10 }, output: { result: true } },
    { title: 'compares texts letter by letter', input: { a: 'b', is: 'more', b: 'abc' }, output: { result: true } },
    { title: 'refuses to compare a number with a text', input: { a: 2, is: 'less', b: '10' }, fails: 'invalid-input' },
  ],
})
