import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { anyValue, json } from '../any-value.ts'

export default defineBlock({
  id: 'model.extract',
  title: 'Extract',
  summary: 'A model reads a text and fills in the fields you describe.',
  words: ['information extractor', 'parameter extractor', 'structured output', 'extract data', 'entities', 'parse text'],
  category: 'models',
  icon: 'scan-text',
  effect: 'external',
  idempotent: false,
  needs: ['model'],
  input: z.object({
    text: z.string().min(1).max(400_000).meta({ title: 'Text' }),
    schema: z.record(z.string(), json).meta({ title: 'Fields', description: 'A JSON Schema of an object.' }),
    instructions: z.string().max(20_000).default('').meta({ title: 'Instructions' }),
    model: z.string().max(160).default('').meta({ title: 'Model', description: "Empty takes the workspace's default." }),
  }),
  output: z.object({ value: anyValue('Value', 'An object that fits the schema.') }),
  fields: { text: { control: 'multiline' }, schema: { control: 'json' }, instructions: { control: 'multiline' }, model: { control: 'model' } },
  run: async ({ input, model }) => {
    const fits = readSchema(input.schema)
    const reply = await model.call({
      ...(input.model ? { model: input.model } : {}),
      messages: [...(input.instructions ? [{ role: 'system' as const, text: input.instructions }] : []), { role: 'user', text: input.text }],
      outputSchema: input.schema,
    })
    const value = fits.safeParse(reply.object)
    if (!value.success)
      throw new AppError('outside-failed', 'The model did not fill in the fields as described. Try again, or make the schema simpler.', {
        issues: value.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
      })
    return { value: value.data as JsonObject }
  },
  examples: [
    {
      title: 'fills in the fields',
      input: {
        text: 'Ada, born 1815',
        schema: { type: 'object', properties: { name: { type: 'string' }, year: { type: 'integer' } }, required: ['name', 'year'] },
      },
      replies: [{ hand: 'model', text: '{"name":"Ada","year":1815}' }],
      output: { value: { name: 'Ada', year: 1815 } },
    },
    {
      title: 'does not pass on what does not fit',
      input: { text: 'Ada', schema: { type: 'object', properties: { year: { type: 'integer' } }, required: ['year'] } },
      replies: [{ hand: 'model', text: '{"year":"long ago"}' }],
      fails: 'outside-failed',
    },
    { title: 'refuses what is not a schema', input: { text: 'Ada', schema: { type: 'banana' } }, fails: 'invalid-input' },
  ],
})

function readSchema(schema: JsonObject): z.ZodType {
  try {
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  } catch (error) {
    throw new AppError('invalid-input', `Fields is not a JSON Schema: ${error instanceof Error ? error.message : String(error)}`)
  }
}
