import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { json } from '../any-value.ts'
import { draw } from '../show/draw.ts'
import { formFieldSchema, valuesSchemaOf } from '../show/props/form.ts'
import { answeringFields, answeringShape, byPort } from './answering.ts'
import { askingFields, askingShape, askPeople } from './asking.ts'
import { asked, fieldsOfSchema, scalarsOf } from './fields-of.ts'
import { declinedPort, expiredPort, unanswered } from './verdict.ts'

export default defineBlock({
  id: 'human.form',
  title: 'Form request',
  summary: 'Asks a person to fill in a form, and gives what they wrote.',
  words: ['form', 'n8n form', 'ask for input', 'survey', 'collect input'],
  category: 'people',
  icon: 'clipboard-list',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    ...answeringShape,
    fields: z.array(formFieldSchema).max(40).default([]).meta({
      title: 'Fields',
      description: 'A list such as [{"name": "city", "label": "City", "kind": "text"}]. Kinds: text, multiline, number, date, choice (with options), boolean.',
    }),
    schema: z
      .record(z.string(), json)
      .default({})
      .meta({ title: 'JSON Schema', description: 'Instead of fields: an object of texts, numbers, dates, choices and booleans.' }),
    values: z.record(z.string(), json).default({}).meta({ title: 'Filled in already', description: 'What stands in the fields at first.' }),
    ...askingShape,
  }),
  output: z.object({
    values: z.record(z.string(), json).optional().meta({ title: 'Values', description: 'What was filled in, by field name.' }),
    by: byPort,
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...answeringFields, ...askingFields, schema: { advanced: true, control: 'json' }, values: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { title, message, requester } = input
    const bySchema = Object.keys(input.schema).length > 0
    if (bySchema && input.fields.length > 0) throw new AppError('invalid-input', 'Give either fields or a JSON Schema, not both.')
    const fields = bySchema ? fieldsOfSchema(input.schema as JsonObject) : asked(input.fields)
    const responseSchema = bySchema ? (input.schema as JsonObject) : valuesSchemaOf(fields)
    const card = draw('Form', { requester, message, fields, values: scalarsOf(input.values as JsonObject, fields) })
    const answer = await askPeople({ kind: 'form', title, ...(message ? { message } : {}), ...card, responseSchema }, input, { ask, call })
    return unanswered(answer) ?? { values: answer.value as JsonObject, by: answer.by?.name ?? '' }
  },
  examples: [
    {
      title: 'gives what was filled in',
      input: { title: 'Where do you want to go?', fields: [{ name: 'city' }, { name: 'nights', kind: 'number' }] },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { city: 'Porto', nights: 3 }, by: { id: 'p1', name: 'Ada' } } }],
      output: { values: { city: 'Porto', nights: 3 }, by: 'Ada' },
    },
    {
      title: 'takes a JSON Schema, too',
      input: { title: 'Which size?', schema: { type: 'object', properties: { size: { type: 'string', enum: ['S', 'M'] } }, required: ['size'] } },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { size: 'M' }, by: { id: 'p1', name: 'Ada' } } }],
      output: { values: { size: 'M' }, by: 'Ada' },
    },
    {
      title: 'says who would not fill it in',
      input: { title: 'Where to?', fields: [{ name: 'city' }] },
      replies: [{ hand: 'ask', answer: { outcome: 'declined', value: null, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { declined: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: '' } },
    },
    { title: 'refuses an empty form', input: { title: 'Where to?' }, fails: 'invalid-input' },
    {
      title: 'refuses what no field can ask for',
      input: { title: 'Where to?', schema: { type: 'object', properties: { places: { type: 'array' } } } },
      fails: 'invalid-input',
    },
  ],
})
