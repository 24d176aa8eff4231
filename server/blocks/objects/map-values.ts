import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { prepareExpression } from '../../engine/expression.ts'
import { json } from '../any-value.ts'

export default defineBlock({
  id: 'objects.map-values',
  title: 'Change each field',
  summary: 'Makes something else of each field of an object.',
  words: ['map object', 'edit values'],
  category: 'objects',
  icon: 'braces',
  effect: 'pure',
  input: z.object({
    object: z.record(z.string(), json).meta({ title: 'Object' }),
    expression: z.string().min(1).max(4000).meta({ title: 'Becomes', description: 'What each field becomes, such as value * 2. May use value and key.' }),
  }),
  output: z.object({ object: z.record(z.string(), json).meta({ title: 'Object' }) }),
  fields: { expression: { control: 'expression' }, object: { control: 'json' } },
  run: ({ input }) => {
    const work = prepareExpression(input.expression, { cost: 5_000_000 })
    return { object: Object.fromEntries(Object.entries(input.object).map(([key, value]) => [key, work({ key, value })])) }
  },
  examples: [
    { title: 'works with each field', input: { object: { a: 1, b: 2 }, expression: 'value * 2' }, output: { object: { a: 2, b: 4 } } },
    { title: 'may use the name', input: { object: { tea: 3 }, expression: 'key + ": " + string(value)' }, output: { object: { tea: 'tea: 3' } } },
    { title: 'refuses what cannot be worked out', input: { object: { a: 'x' }, expression: 'value * 2' }, fails: 'invalid-input' },
  ],
})
