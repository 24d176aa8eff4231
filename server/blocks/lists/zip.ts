import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'
import { json } from '../any-value.ts'

export default defineBlock({
  id: 'lists.zip',
  title: 'Pair lists',
  summary: 'Puts the first entries of two lists together, then the second, and so on.',
  words: ['merge by position', 'combine lists pairwise'],
  category: 'lists',
  icon: 'link',
  effect: 'pure',
  input: z.object({
    a: listOfGeneric('A').meta({ title: 'First' }),
    b: listOfGeneric('B').meta({ title: 'Second' }),
    unequal: z.enum(['refuse', 'cut']).default('refuse').meta({ title: 'Unequal lists', description: 'cut: leaves out what has no partner.' }),
  }),
  output: z.object({
    items: z.array(z.object({ a: json, b: json })).meta({ title: 'Pairs' }),
    length: z.int().meta({ title: 'How many' }),
  }),
  run: ({ input: { a, b, unequal } }) => {
    if (unequal === 'refuse' && a.length !== b.length)
      throw new AppError('invalid-input', `One list has ${a.length} entries, the other ${b.length}. Choose "cut" to leave out what has no partner.`)
    const length = Math.min(a.length, b.length)
    return { items: Array.from({ length }, (_, index) => ({ a: a[index] as never, b: b[index] as never })), length }
  },
  examples: [
    {
      title: 'pairs two lists',
      input: { a: ['x', 'y'], b: [1, 2] },
      output: {
        items: [
          { a: 'x', b: 1 },
          { a: 'y', b: 2 },
        ],
        length: 2,
      },
    },
    { title: 'cuts the longer one when told', input: { a: [1, 2], b: [3], unequal: 'cut' }, output: { items: [{ a: 1, b: 3 }], length: 1 } },
    { title: 'refuses lists of different lengths', input: { a: [1, 2], b: [3] }, fails: 'invalid-input' },
  ],
})
