import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { json } from '../any-value.ts'
import { draw } from '../show/draw.ts'
import { formFieldSchema, valuesSchemaOf } from '../show/props/form.ts'
import { answeringFields, answeringShape } from './answering.ts'
import { askingFields, askingShape, askPeople } from './asking.ts'
import { asked, fieldsOfValues, scalarsOf } from './fields-of.ts'
import { declinedPort, expiredPort, saidBy, unanswered, whoAndWhen } from './verdict.ts'

export default defineBlock({
  id: 'human.approval-with-edit',
  title: 'Approval with edit',
  summary: 'Shows values that a person may change before saying yes.',
  words: ['review and edit', 'correct before sending'],
  category: 'people',
  icon: 'pencil-line',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    ...answeringShape,
    values: z.record(z.string(), json).meta({ title: 'Values', description: 'What is to be approved.' }),
    fields: z
      .array(formFieldSchema)
      .max(40)
      .default([])
      .meta({ title: 'What may be changed', description: 'Fields as in Form request. Empty: every text, number and yes or no.' }),
    ...askingShape,
  }),
  output: z.object({
    approved: whoAndWhen
      .extend({ values: z.record(z.string(), json), changed: z.array(z.string()) })
      .optional()
      .meta({ title: 'Approved', description: 'The values as they were approved, and which of them were changed.' }),
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...answeringFields, ...askingFields, fields: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { title, message, requester } = input
    const values = input.values as JsonObject
    const fields = asked(input.fields.length > 0 ? input.fields : fieldsOfValues(values))
    const editable = new Set(fields.map(({ name }) => name))
    const details = Object.entries(values).flatMap(([label, value]) => (editable.has(label) ? [] : [{ label, value: textOf(value) }]))
    const card = draw('Form', { requester, message, asks: 'verdict', fields, values: scalarsOf(values, fields), details, submitLabel: 'Approve' })
    const responseSchema = {
      type: 'object',
      properties: { values: valuesSchemaOf(fields), comment: { type: 'string', maxLength: 2000 } },
      required: ['values'],
      additionalProperties: false,
    }
    const answer = await askPeople({ kind: 'edit', title, ...(message ? { message } : {}), ...card, responseSchema }, input, { ask, call })
    return unanswered(answer) ?? { approved: { ...saidBy(answer), ...edited(values, editable, answer.value) } }
  },
  examples: [
    {
      title: 'gives the values as they were approved',
      input: { title: 'Send this offer?', values: { price: 1200, text: 'Hello', customer: { id: 7 } } },
      replies: [
        {
          hand: 'ask',
          answer: {
            outcome: 'approved',
            value: { values: { price: 1100, text: 'Hello' }, comment: 'A bit less.' },
            by: { id: 'p1', name: 'Ada' },
            at: '2026-11-20T09:00:00.000Z',
          },
        },
      ],
      output: {
        approved: {
          by: 'Ada',
          at: '2026-11-20T09:00:00.000Z',
          comment: 'A bit less.',
          values: { price: 1100, text: 'Hello', customer: { id: 7 } },
          changed: ['price'],
        },
      },
    },
    {
      title: 'says who said no',
      input: { title: 'Send this offer?', values: { price: 1200 } },
      replies: [{ hand: 'ask', answer: { outcome: 'declined', value: null, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { declined: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: '' } },
    },
    { title: 'refuses when nothing can be changed', input: { title: 'Send this offer?', values: {} }, fails: 'invalid-input' },
  ],
})

/** What may not be changed stays as it was, whatever the answer holds. A field left empty takes its value away. */
function edited(values: JsonObject, editable: ReadonlySet<string>, answer: Json): { values: JsonObject; changed: string[] } {
  const given = (typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? (answer.values ?? {}) : {}) as JsonObject
  const kept = Object.entries(values).filter(([name]) => !editable.has(name) || name in given)
  const next: JsonObject = { ...Object.fromEntries(kept), ...Object.fromEntries(Object.entries(given).filter(([name]) => editable.has(name))) }
  const changed = [...editable].filter((name) => JSON.stringify(values[name]) !== JSON.stringify(next[name]))
  return { values: next, changed }
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
