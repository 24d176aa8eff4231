import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { json } from '../any-value.ts'

const list = z.array(json)

export default defineBlock({
  id: 'values.list',
  title: 'List',
  summary: 'Values in order, written as JSON.',
  words: ['array', 'items', 'collection'],
  category: 'values',
  icon: 'brackets',
  effect: 'pure',
  input: z.object({ value: list.default([]).meta({ title: 'List' }) }),
  output: z.object({ value: list.meta({ title: 'List' }), length: z.int().meta({ title: 'Length' }) }),
  fields: { value: { control: 'json' } },
  run: ({ input }) => ({ value: input.value, length: input.value.length }),
  examples: [
    { title: 'gives the list and its length', input: { value: ['a', 2] }, output: { value: ['a', 2], length: 2 } },
    { title: 'refuses an object', input: { value: { a: 1 } }, fails: 'invalid-input' },
  ],
})
