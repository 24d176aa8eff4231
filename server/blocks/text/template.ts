import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { json } from '../any-value.ts'
import { asText } from './as-text.ts'

const value = (title: string) => json.optional().meta({ title })

/** Only `{{name}}` and `{{name.part}}` are read, and only a value's own parts: a template cannot call or reach anything. */
export default defineBlock({
  id: 'text.template',
  title: 'Text template',
  summary: 'Fills {{names}} in a text with values.',
  words: ['string template', 'prompt template', 'interpolate', 'compose', 'format text', 'formatter'],
  category: 'text',
  icon: 'file-text',
  effect: 'pure',
  input: z.object({
    template: z.string().max(100_000).meta({ title: 'Template', description: 'A text with {{a}} or {{values.name}} in it.' }),
    values: z.record(z.string(), json).default({}).meta({ title: 'Values', description: 'Named values; {{name}} takes the one of that name.' }),
    a: value('a'),
    b: value('b'),
    c: value('c'),
    d: value('d'),
  }),
  output: z.object({ text: z.string().meta({ title: 'Text' }) }),
  fields: { template: { control: 'multiline' }, values: { control: 'json', advanced: true } },
  run: ({ input: { template, values, a, b, c, d } }) => {
    const names: JsonObject = { ...values, ...defined({ a, b, c, d }) }
    return { text: template.replaceAll(/\{\{\s*([\w.-]{1,200})\s*\}\}/g, (_, path: string) => asText(find(names, path))) }
  },
  examples: [
    { title: 'fills the names', input: { template: 'Dear {{name}}, you owe {{a}}.', values: { name: 'Ada' }, a: 3 }, output: { text: 'Dear Ada, you owe 3.' } },
    {
      title: 'reads parts of a value',
      input: { template: '{{order.lines.0.title}}', values: { order: { lines: [{ title: 'Tea' }] } } },
      output: { text: 'Tea' },
    },
    { title: 'names what it was not given', input: { template: 'Dear {{nmae}}', values: { name: 'Ada' } }, fails: 'invalid-input' },
    { title: 'cannot reach what is not a value', input: { template: '{{constructor.name}}' }, fails: 'invalid-input' },
  ],
})

function find(names: JsonObject, path: string): Json {
  let found: Json = names
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key))
      throw new AppError('invalid-input', `The template asks for {{${path}}}, which was not given. Wire a value to it, or take it out.`)
    found = (found as JsonObject)[key] as Json
  }
  return found
}

function defined(values: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Json] => entry[1] !== undefined))
}
