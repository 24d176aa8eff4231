import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { evaluateExpression } from '../../engine/expression.ts'
import { workedOut } from '../../engine/port-types.ts'
import { json } from '../any-value.ts'
import { namedValues } from '../named-values.ts'

const value = (title: string) => json.optional().meta({ title })

export default defineBlock({
  id: 'math.expression',
  title: 'Expression',
  summary: 'Works out a formula with named values.',
  words: ['code', 'function', 'formula', 'calculator', 'calculate', 'math', 'script', 'javascript', 'python', 'code by zapier', 'transform', 'custom code'],
  category: 'math',
  icon: 'calculator',
  effect: 'pure',
  input: z.object({
    expression: z
      .string()
      .min(1)
      .max(4000)
      .meta({ title: 'Expression', description: 'Such as price * (1 + tax). May use the values by their names, and a to d.' }),
    values: z.record(z.string(), json).default({}).meta({ title: 'Values', description: 'Named values.' }),
    a: value('a'),
    b: value('b'),
    c: value('c'),
    d: value('d'),
  }),
  output: z.object({
    result: workedOut('expression', { a: { port: 'a' }, b: { port: 'b' }, c: { port: 'c' }, d: { port: 'd' } }, 'values').meta({ title: 'Result' }),
  }),
  fields: { expression: { control: 'expression' }, values: { control: 'json' } },
  run: ({ input: { expression, values, a, b, c, d } }) => {
    return { result: evaluateExpression(expression, namedValues(values, { a, b, c, d })) }
  },
  examples: [
    { title: 'works out a price', input: { expression: 'price * (1 + tax)', values: { price: 200, tax: 0.5 } }, output: { result: 300 } },
    { title: 'divides as one expects', input: { expression: 'a / b', a: 7, b: 2 }, output: { result: 3.5 } },
    { title: 'refuses to divide by zero', input: { expression: 'a / b', a: 7, b: 0 }, fails: 'invalid-input' },
    { title: 'names what it was not given', input: { expression: 'prise * 2', values: { price: 2 } }, fails: 'invalid-input' },
  ],
})
