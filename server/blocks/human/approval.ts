import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { draw } from '../show/draw.ts'
import { deadline, verdictOf, verdictPorts, verdictSchema } from './verdict.ts'

export default defineBlock({
  id: 'human.approval',
  title: 'Approval',
  summary: 'Asks a person for a yes or a no and waits, for weeks if need be.',
  category: 'people',
  icon: 'badge-check',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    title: z.string().min(1).max(200).meta({ title: 'Title', description: 'What is asked, in one line.' }),
    message: z.string().max(4000).default('').meta({ title: 'Message', description: 'What the person should know before answering.' }),
    details: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .max(40)
      .default([])
      .meta({ title: 'Details', description: 'A small table of facts.' }),
    requester: z.string().max(80).default('This flow').meta({ title: 'Asked by' }),
    risk: z.enum(['low', 'medium', 'high']).default('medium').meta({ title: 'Risk' }),
    hours: z.number().min(0).max(8760).default(0).meta({ title: 'Hours to answer', description: '0 waits without end.' }),
  }),
  output: verdictPorts,
  fields: { message: { control: 'multiline' }, details: { control: 'keyvalue', advanced: true }, requester: { advanced: true }, hours: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const asked = input.hours > 0 ? await call('asked', 'time.now', {}) : {}
    const { component, props } = draw('ApprovalCard', { requester: input.requester, message: input.message, details: input.details, risk: input.risk })
    const answer = await ask('answer', {
      kind: 'approval',
      title: input.title,
      ...(input.message ? { message: input.message } : {}),
      component,
      props,
      responseSchema: verdictSchema,
      ...deadline(String(asked.at), input.hours),
    })
    return verdictOf(answer)
  },
  examples: [
    {
      title: 'fires the port that was chosen',
      input: { title: 'Publish the page?' },
      replies: [{ hand: 'ask', answer: { outcome: 'approved', value: { comment: 'Go.' }, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { approved: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: 'Go.' } },
    },
    {
      title: 'says when nobody answered in time',
      input: { title: 'Publish the page?', hours: 24 },
      replies: [
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'ask', answer: { outcome: 'expired', value: null, at: '2026-11-21T09:00:00.000Z' } },
      ],
      output: { expired: { at: '2026-11-21T09:00:00.000Z' } },
    },
    { title: 'refuses to ask nothing', input: { title: '' }, fails: 'invalid-input' },
  ],
})
