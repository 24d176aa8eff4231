import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { Json } from '../../kernel/json.ts'
import { draw } from '../show/draw.ts'
import { formFieldSchema, valuesSchemaOf } from '../show/props/form.ts'
import { answeringFields, answeringShape, byPort } from './answering.ts'
import { askingFields, askingShape, askPeople } from './asking.ts'
import { declinedPort, expiredPort, unanswered } from './verdict.ts'

const field = formFieldSchema.parse({ name: 'text', label: 'Your answer', kind: 'multiline' })

export default defineBlock({
  id: 'human.question',
  title: 'Free-text question',
  summary: 'Asks a person something and gives what they wrote.',
  words: ['ask a person', 'ask human', 'human input'],
  category: 'people',
  icon: 'message-circle-question-mark',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({ ...answeringShape, ...askingShape }),
  output: z.object({
    text: z.string().optional().meta({ title: 'Text', description: 'What was answered.' }),
    by: byPort,
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...answeringFields, ...askingFields },
  run: async ({ input, ask, call }) => {
    const { title, message, requester } = input
    const card = draw('Form', { requester, message, fields: [field] })
    const question = { kind: 'question' as const, title, ...(message ? { message } : {}), ...card, responseSchema: valuesSchemaOf([field]) }
    const answer = await askPeople(question, input, { ask, call })
    return unanswered(answer) ?? { text: textOf(answer.value), by: answer.by?.name ?? '' }
  },
  examples: [
    {
      title: 'gives the answer',
      input: { title: 'What should the page say?' },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { text: 'Welcome.' }, by: { id: 'p1', name: 'Ada' } } }],
      output: { text: 'Welcome.', by: 'Ada' },
    },
    {
      title: 'says who would not answer',
      input: { title: 'What should the page say?' },
      replies: [{ hand: 'ask', answer: { outcome: 'declined', value: null, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { declined: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: '' } },
    },
    { title: 'refuses to ask nothing', input: { title: '' }, fails: 'invalid-input' },
  ],
})

function textOf(value: Json): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  return typeof value.text === 'string' ? value.text : ''
}
