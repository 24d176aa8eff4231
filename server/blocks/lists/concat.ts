import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric } from '../../engine/port-types.ts'

const list = (title: string) => listOfGeneric('T').optional().meta({ title })

export default defineBlock({
  id: 'lists.concat',
  title: 'Join lists',
  summary: 'Puts the entries of several lists one after another.',
  words: ['append lists', 'merge lists', 'combine lists'],
  category: 'lists',
  icon: 'combine',
  effect: 'pure',
  input: z.object({ a: list('First'), b: list('Second'), c: list('Third'), d: list('Fourth') }),
  output: z.object({ items: listOfGeneric('T').meta({ title: 'List' }), length: z.int().meta({ title: 'How many' }) }),
  run: ({ input: { a = [], b = [], c = [], d = [] } }) => {
    const items = [...a, ...b, ...c, ...d]
    return { items, length: items.length }
  },
  examples: [
    { title: 'keeps the order', input: { a: [1], b: [2, 3] }, output: { items: [1, 2, 3], length: 3 } },
    { title: 'leaves out what is not there', input: { c: ['x'] }, output: { items: ['x'], length: 1 } },
    { title: 'refuses a text', input: { a: 'abc' }, fails: 'invalid-input' },
  ],
})
