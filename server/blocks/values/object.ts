import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { json } from '../any-value.ts'

const object = z.record(z.string(), json)

export default defineBlock({
  id: 'values.object',
  title: 'Object',
  summary: 'Names and values, written as JSON.',
  words: ['set', 'edit fields', 'fields', 'json', 'variables', 'key value', 'record'],
  category: 'values',
  icon: 'braces',
  effect: 'pure',
  input: z.object({ value: object.default({}).meta({ title: 'Object' }) }),
  output: z.object({ value: object.meta({ title: 'Object' }) }),
  fields: { value: { control: 'json' } },
  run: ({ input }) => input,
  examples: [
    { title: 'gives the object', input: { value: { city: 'Vienna', rooms: [1, 2] } }, output: { value: { city: 'Vienna', rooms: [1, 2] } } },
    { title: 'refuses a list', input: { value: [1] }, fails: 'invalid-input' },
  ],
})
