import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { Json } from '../../kernel/json.ts'
import { anyValue } from '../any-value.ts'

export default defineBlock({
  id: 'logic.equals',
  title: 'Equals',
  summary: 'Says whether two values are the same, all the way down.',
  words: ['same', 'is equal', 'is'],
  category: 'logic',
  icon: 'equal',
  effect: 'pure',
  input: z.object({ a: anyValue('A'), b: anyValue('B') }),
  output: z.object({ result: z.boolean().meta({ title: 'Result' }) }),
  run: ({ input }) => ({ result: same(input.a, input.b) }),
  examples: [
    {
      title: 'compares all the way down, whatever the order of names',
      input: { a: { x: [1, { y: null }], z: 'a' }, b: { z: 'a', x: [1, { y: null }] } },
      output: { result: true },
    },
    { title: 'tells a number from its digits', input: { a: 1, b: '1' }, output: { result: false } },
    { title: 'needs both values', input: { a: 1 }, fails: 'invalid-input' },
  ],
})

function same(a: Json, b: Json): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index] as Json))
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name] as Json, b[name] as Json))
}
