import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { json } from '../any-value.ts'

const object = z.record(z.string(), json)

export default defineBlock({
  id: 'objects.merge',
  title: 'Merge objects',
  summary: 'One object from several; where names meet, the later one wins.',
  words: ['combine objects', 'assign', 'spread', 'combine fields'],
  category: 'objects',
  icon: 'merge',
  effect: 'pure',
  input: z.object({
    a: object.meta({ title: 'A' }),
    b: object.meta({ title: 'B' }),
    c: object.optional().meta({ title: 'C' }),
    deep: z.boolean().default(false).meta({ title: 'Deep', description: 'Merges objects inside objects too; lists are replaced.' }),
  }),
  output: z.object({ object: object.meta({ title: 'Object' }) }),
  run: ({ input: { a, b, c, deep } }) => ({ object: deep ? merged(merged(a, b), c ?? {}) : { ...a, ...b, ...c } }),
  examples: [
    { title: 'lets the later one win', input: { a: { x: 1, y: 1 }, b: { y: 2 }, c: { z: 3 } }, output: { object: { x: 1, y: 2, z: 3 } } },
    {
      title: 'merges inside when told',
      input: { a: { user: { name: 'Ada', tags: [1] } }, b: { user: { tags: [2] } }, deep: true },
      output: { object: { user: { name: 'Ada', tags: [2] } } },
    },
    { title: 'refuses a list', input: { a: [1], b: {} }, fails: 'invalid-input' },
  ],
})

function merged(a: JsonObject, b: JsonObject): JsonObject {
  const both = Object.entries(b).map(([name, value]) => {
    const before = Object.hasOwn(a, name) ? a[name] : undefined
    return [name, isObject(before) && isObject(value) ? merged(before, value) : value] as const
  })
  return { ...a, ...Object.fromEntries(both) }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
