import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { json } from '../any-value.ts'
import { answeringFields, answeringShape, byPort } from '../human/answering.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { asked } from '../human/fields-of.ts'
import { declinedPort, expiredPort, unanswered } from '../human/verdict.ts'
import { cardQuestion } from './card-question.ts'
import { type IdentityField, identityFieldSchema, identitySchemaOf } from './props/identity-form.ts'

export default defineBlock({
  id: 'show.identity-form',
  title: 'Ask for identity',
  summary: 'Asks who somebody is, with their consent. Fields may take files.',
  category: 'cards',
  icon: 'fingerprint',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    ...answeringShape,
    fields: z.array(identityFieldSchema).max(40).meta({
      title: 'Fields',
      description: 'As in a form, and of kind "file" for a document; "masked": true shows only the last characters once it is sent.',
    }),
    consent: z.string().min(1).max(2000).meta({ title: 'Consent', description: 'What the person agrees to. Without it nothing is sent.' }),
    known: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .max(40)
      .default([])
      .meta({ title: 'Known already', description: 'Shown as it is: mask it first.' }),
    ...askingShape,
  }),
  output: z.object({
    values: z.record(z.string(), json).optional().meta({ title: 'Values', description: 'What was filled in, by field name.' }),
    consented: z.object({ to: z.string(), at: z.string() }).optional().meta({ title: 'Consent', description: 'To what they agreed, and when.' }),
    by: byPort,
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...answeringFields, ...askingFields, consent: { control: 'multiline' }, known: { control: 'keyvalue', advanced: true } },
  run: async ({ input, ask, call }) => {
    const { title, message, requester, consent, known } = input
    const fields = asked(input.fields) as IdentityField[]
    const props = { requester, message, fields, known, consent }
    const question = cardQuestion({ component: 'IdentityForm', kind: 'form', title, props, answer: identitySchemaOf(fields) })
    const said = await askPeople(question, input, { ask, call })
    const no = unanswered(said)
    if (no) return no
    const { consent: _given, ...values } = said.value as JsonObject
    return { values, consented: { to: consent, at: said.at }, by: said.by?.name ?? '' }
  },
  examples: [
    {
      title: 'gives what was filled in, and to what they agreed',
      input: { title: 'Who are you?', fields: [{ name: 'passport', masked: true }], consent: 'We keep this for 30 days.' },
      replies: [
        {
          hand: 'ask',
          answer: { outcome: 'answered', value: { passport: 'X1234567', consent: true }, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' },
        },
      ],
      output: { values: { passport: 'X1234567' }, consented: { to: 'We keep this for 30 days.', at: '2026-11-20T09:00:00.000Z' }, by: 'Ada' },
    },
    { title: 'refuses to ask without saying what for', input: { title: 'Who are you?', fields: [{ name: 'passport' }], consent: '' }, fails: 'invalid-input' },
  ],
})
