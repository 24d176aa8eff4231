import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { approvalQuestion, approvingFields, approvingShape } from './approving.ts'
import { askingFields, askingShape, askPeople } from './asking.ts'
import { verdictOf, verdictPorts } from './verdict.ts'

export default defineBlock({
  id: 'human.approval',
  title: 'Approval',
  summary: 'Asks a person for a yes or a no and waits, for weeks if need be.',
  words: ['human in the loop', 'hitl', 'approve', 'send and wait for response', 'review', 'confirmation', 'sign off'],
  category: 'people',
  icon: 'badge-check',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({ ...approvingShape, ...askingShape }),
  output: verdictPorts,
  fields: { ...approvingFields, ...askingFields },
  run: async ({ input, ask, call }) => verdictOf(await askPeople(approvalQuestion(input), input, { ask, call })),
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
    {
      title: 'refuses to escalate to nobody',
      input: { title: 'Publish the page?', escalateAfter: 4, escalateRoles: [] },
      fails: 'invalid-input',
    },
    { title: 'refuses to ask nothing', input: { title: '' }, fails: 'invalid-input' },
  ],
})
