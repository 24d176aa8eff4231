import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { anyValue, json } from '../any-value.ts'
import { namesOf } from './path.ts'

export default defineBlock({
  id: 'objects.get-path',
  title: 'Get path',
  summary: 'Takes one value out of an object or list.',
  words: ['read property', 'pick field', 'json path', 'get field', 'extract from object'],
  category: 'objects',
  icon: 'locate',
  effect: 'pure',
  input: z.object({
    object: anyValue('Object'),
    path: z.string().max(500).default('').meta({ title: 'Path', description: 'Such as order.lines.0.title.' }),
    otherwise: json.optional().meta({ title: 'Otherwise', description: 'Used when there is nothing at the path.' }),
  }),
  output: z.object({ value: anyValue('Value') }),
  run: ({ input: { object, path, otherwise } }) => {
    let found: Json = object
    for (const name of namesOf(path)) {
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) {
        if (otherwise !== undefined) return { value: otherwise }
        throw new AppError('invalid-input', `There is nothing at "${path}". Check the path, or give a value for Otherwise.`)
      }
      found = (found as JsonObject)[name] as Json
    }
    return { value: found }
  },
  examples: [
    { title: 'goes through lists too', input: { object: { lines: [{ title: 'Tea' }] }, path: 'lines.0.title' }, output: { value: 'Tea' } },
    { title: 'takes the other value when there is nothing', input: { object: {}, path: 'name', otherwise: 'nobody' }, output: { value: 'nobody' } },
    { title: 'says when there is nothing', input: { object: {}, path: 'name' }, fails: 'invalid-input' },
    { title: 'reaches no further than the value', input: { object: {}, path: 'constructor.name' }, fails: 'invalid-input' },
  ],
})
