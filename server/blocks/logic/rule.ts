import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { evaluateExpression } from '../../engine/expression.ts'
import { AppError } from '../../kernel/errors.ts'
import { json } from '../any-value.ts'
import { namedValues } from '../named-values.ts'

const value = (title: string) => json.optional().meta({ title })

export default defineBlock({
  id: 'logic.rule',
  title: 'Rule',
  summary: 'Says whether a condition over named values is met.',
  words: ['business rule', 'decision table', 'policy'],
  category: 'logic',
  icon: 'scale',
  effect: 'pure',
  input: z.object({
    condition: z
      .string()
      .min(1)
      .max(4000)
      .meta({ title: 'Condition', description: 'Such as amount > 100 && country != "DE". May use the values by their names, and a to d.' }),
    values: z.record(z.string(), json).default({}).meta({ title: 'Values', description: 'Named values.' }),
    a: value('a'),
    b: value('b'),
    c: value('c'),
    d: value('d'),
  }),
  output: z.object({ result: z.boolean().meta({ title: 'Met' }) }),
  fields: { condition: { control: 'expression' }, values: { control: 'json' } },
  run: ({ input: { condition, values, a, b, c, d } }) => {
    const result = evaluateExpression(condition, namedValues(values, { a, b, c, d }))
    if (typeof result !== 'boolean') throw new AppError('invalid-input', 'A rule must give true or false. Compare with something, such as amount > 100.')
    return { result }
  },
  examples: [
    { title: 'is met', input: { condition: 'amount > 100 && country != "DE"', values: { amount: 250, country: 'FR' } }, output: { result: true } },
    { title: 'is not met', input: { condition: 'a.exists(x, x == b)', a: [1, 2], b: 3 }, output: { result: false } },
    { title: 'refuses what is no question', input: { condition: 'a + 1', a: 1 }, fails: 'invalid-input' },
  ],
})
