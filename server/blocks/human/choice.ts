import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { Json } from '../../kernel/json.ts'
import { draw } from '../show/draw.ts'
import { formFieldSchema, valuesSchemaOf } from '../show/props/form.ts'
import { answeringFields, answeringShape, byPort } from './answering.ts'
import { askingFields, askingShape, askPeople } from './asking.ts'
import { declinedPort, expiredPort, unanswered } from './verdict.ts'

export default defineBlock({
  id: 'human.choice',
  title: 'Single choice',
  summary: 'Asks a person to pick one of several options.',
  words: ['select option', 'poll', 'pick one', 'options'],
  category: 'people',
  icon: 'list-checks',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    ...answeringShape,
    options: z
      .array(z.string().trim().min(1).max(200))
      .min(2)
      .max(20)
      .refine((options) => new Set(options).size === options.length, 'options that differ')
      .meta({ title: 'Options', description: 'Two to twenty, each different.' }),
    ...askingShape,
  }),
  output: z.object({
    choice: z.string().optional().meta({ title: 'Choice', description: 'The option that was picked.' }),
    index: z.int().min(0).optional().meta({ title: 'Index', description: 'Its place in the list; the first is 0.' }),
    by: byPort,
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...answeringFields, ...askingFields },
  run: async ({ input, ask, call }) => {
    const { title, message, requester, options } = input
    const field = formFieldSchema.parse({ name: 'choice', label: title.slice(0, 120), kind: 'choice', options: options.map((value) => ({ value })) })
    const card = draw('Form', { requester, message, fields: [field], submitLabel: 'Choose' })
    const question = { kind: 'choice' as const, title, ...(message ? { message } : {}), ...card, responseSchema: valuesSchemaOf([field]) }
    const answer = await askPeople(question, input, { ask, call })
    const choice = choiceOf(answer.value)
    return unanswered(answer) ?? { choice, index: options.indexOf(choice), by: answer.by?.name ?? '' }
  },
  examples: [
    {
      title: 'gives the option and its place',
      input: { title: 'Which day?', options: ['Monday', 'Friday'] },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { choice: 'Friday' }, by: { id: 'p1', name: 'Ada' } } }],
      output: { choice: 'Friday', index: 1, by: 'Ada' },
    },
    {
      title: 'says when nobody picked in time',
      input: { title: 'Which day?', options: ['Monday', 'Friday'], hours: 1 },
      replies: [
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'ask', answer: { outcome: 'expired', value: null, at: '2026-11-20T10:00:00.000Z' } },
      ],
      output: { expired: { at: '2026-11-20T10:00:00.000Z' } },
    },
    { title: 'refuses options that are the same', input: { title: 'Which day?', options: ['Friday', 'Friday'] }, fails: 'invalid-input' },
  ],
})

function choiceOf(value: Json): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  return typeof value.choice === 'string' ? value.choice : ''
}
