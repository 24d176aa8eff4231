import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { anyValue, json } from '../any-value.ts'
import { namesOf } from './path.ts'

const object = z.record(z.string(), json)

export default defineBlock({
  id: 'objects.set-path',
  title: 'Set path',
  summary: 'Gives a copy of an object with one value put in.',
  words: ['set field', 'update property', 'change field', 'add field'],
  category: 'objects',
  icon: 'pencil-line',
  effect: 'pure',
  input: z.object({
    object: object.default({}).meta({ title: 'Object' }),
    path: z.string().min(1).max(500).meta({ title: 'Path', description: 'Such as order.lines.0.title; what is missing on the way is made.' }),
    value: anyValue('Value'),
  }),
  output: z.object({ object: object.meta({ title: 'Object' }) }),
  run: ({ input }) => ({ object: put(input.object, namesOf(input.path), input.value, input.path) as JsonObject }),
  examples: [
    { title: 'makes what is missing on the way', input: { object: { a: 1 }, path: 'b.c', value: true }, output: { object: { a: 1, b: { c: true } } } },
    { title: 'puts into lists', input: { object: { list: [1, 2] }, path: 'list.1', value: 9 }, output: { object: { list: [1, 9] } } },
    { title: 'refuses to put a name into a list', input: { object: { list: [] }, path: 'list.first', value: 1 }, fails: 'invalid-input' },
    { title: 'refuses to go through a text', input: { object: { a: 'text' }, path: 'a.b', value: 1 }, fails: 'invalid-input' },
    { title: 'refuses names that reach into the language', input: { object: {}, path: '__proto__.admin', value: true }, fails: 'invalid-input' },
  ],
})

function put(into: Json | undefined, names: string[], value: Json, path: string): Json {
  const [name, ...rest] = names
  if (name === undefined) return value
  if (Array.isArray(into)) {
    const index = Number(name)
    if (!/^\d+$/.test(name) || index > into.length)
      throw new AppError('invalid-input', `"${path}" goes through a list, where only places from 0 to ${into.length} can be set.`)
    return Object.assign([...into], { [index]: put(into[index], rest, value, path) })
  }
  if (typeof into === 'object' && into !== null) return { ...into, [name]: put(Object.hasOwn(into, name) ? into[name] : undefined, rest, value, path) }
  if (into === undefined || into === null) return { [name]: put(undefined, rest, value, path) }
  throw new AppError('invalid-input', `"${path}" goes through a value that has no parts. Take it away first, or use another path.`)
}
