import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { approvalQuestion, approvingFields, approvingShape } from './approving.ts'
import { askingFields, askingShape, askPeople } from './asking.ts'
import { declinedPort, expiredPort, saidBy, unanswered, whoAndWhen } from './verdict.ts'

const approvalsSchema = z.object({ approvals: z.array(z.object({ by: z.object({ name: z.string() }), at: z.string(), comment: z.string().default('') })) })

export default defineBlock({
  id: 'human.two-person',
  title: 'Two-person approval',
  summary: 'Goes on when two different people said yes. One no decides.',
  words: ['four eyes', 'second approver', 'double approval'],
  category: 'people',
  icon: 'users',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({ ...approvingShape, ...askingShape }),
  output: z.object({
    approved: whoAndWhen
      .extend({ people: z.array(whoAndWhen) })
      .optional()
      .meta({ title: 'Approved', description: 'Everybody who said yes, and when the last one did.' }),
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...approvingFields, ...askingFields, notStarter: {} },
  run: async ({ input, ask, call }) => {
    const answer = await askPeople({ ...approvalQuestion(input), kind: 'two-person', needed: 2 }, input, { ask, call })
    const said = approvalsSchema.safeParse(answer.value).data?.approvals ?? []
    const people = said.map(({ by, at, comment }) => ({ by: by.name, at, comment }))
    return unanswered(answer) ?? { approved: { ...saidBy(answer), by: people.map(({ by }) => by).join(' and '), people } }
  },
  examples: [
    {
      title: 'names both people',
      input: { title: 'Pay the invoice?' },
      replies: [
        {
          hand: 'ask',
          answer: {
            outcome: 'approved',
            value: {
              approvals: [
                { by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z', comment: 'Checked.' },
                { by: { id: 'p2', name: 'Ben' }, at: '2026-11-20T10:00:00.000Z' },
              ],
            },
            by: { id: 'p2', name: 'Ben' },
            at: '2026-11-20T10:00:00.000Z',
          },
        },
      ],
      output: {
        approved: {
          by: 'Ada and Ben',
          at: '2026-11-20T10:00:00.000Z',
          comment: '',
          people: [
            { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: 'Checked.' },
            { by: 'Ben', at: '2026-11-20T10:00:00.000Z', comment: '' },
          ],
        },
      },
    },
    {
      title: 'takes one no for the answer',
      input: { title: 'Pay the invoice?' },
      replies: [{ hand: 'ask', answer: { outcome: 'declined', value: { comment: 'Twice.' }, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { declined: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: 'Twice.' } },
    },
    { title: 'refuses to ask nothing', input: { title: '' }, fails: 'invalid-input' },
  ],
})
