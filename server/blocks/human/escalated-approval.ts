import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { approvalQuestion, approvingFields, approvingShape } from './approving.ts'
import { askingFields, askingShape, askPeople } from './asking.ts'
import { verdictOf, verdictPorts } from './verdict.ts'

export default defineBlock({
  id: 'human.escalated-approval',
  title: 'Escalate after',
  summary: 'Asks for a yes or a no, and brings in more people when nobody answers in time.',
  words: ['escalation', 'reminder', 'approval with fallback'],
  category: 'people',
  icon: 'chevrons-up',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    ...approvingShape,
    ...askingShape,
    escalateAfter: z
      .number()
      .positive()
      .max(8760)
      .default(24)
      .meta({ title: 'Escalate after … hours', description: 'From then on more people are told, and may answer.' }),
  }),
  output: verdictPorts,
  fields: { ...approvingFields, ...askingFields, escalateAfter: {}, escalateRoles: {}, escalatePeople: {} },
  run: async ({ input, ask, call }) => verdictOf(await askPeople(approvalQuestion(input), input, { ask, call })),
  examples: [
    {
      title: 'fires the port that was chosen, whoever answers',
      input: { title: 'Publish the page?', escalateAfter: 4 },
      replies: [
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'ask', answer: { outcome: 'approved', value: null, by: { id: 'p2', name: 'Ben' }, at: '2026-11-20T14:00:00.000Z' } },
      ],
      output: { approved: { by: 'Ben', at: '2026-11-20T14:00:00.000Z', comment: '' } },
    },
    { title: 'refuses to escalate at once', input: { title: 'Publish the page?', escalateAfter: 0 }, fails: 'invalid-input' },
  ],
})
