import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic } from '../../engine/port-types.ts'

export default defineBlock({
  id: 'control.wait-until',
  version: 2,
  typedSince: 2,
  title: 'Wait Until',
  summary: 'Waits for a date and time without holding a worker, then passes the value on. A time that is past is not waited for.',
  docs: 'The run rests until that moment and goes on, also after restarts, without holding a worker. Give the time with its zone, such as 2027-01-31T09:00:00+01:00. When it is past already, the run goes on at once.',
  words: ['delay until', 'resume at', 'at a date'],
  category: 'control',
  icon: 'calendar-clock',
  effect: 'composite',
  needs: ['wait'],
  input: z.object({
    until: z.iso.datetime({ offset: true }).meta({ title: 'Until' }),
    value: generic('T').default(true).meta({ title: 'Value', description: 'Passed on afterwards.' }),
  }),
  output: z.object({ value: generic('T').meta({ title: 'Value' }) }),
  run: async ({ input, wait }) => {
    await wait('timer', { kind: 'timer', until: input.until })
    return { value: input.value }
  },
  examples: [
    {
      title: 'passes the value on',
      input: { until: '2026-11-21T09:00:00Z', value: 7 },
      replies: [{ hand: 'wait', answer: { outcome: 'answered', value: null } }],
      output: { value: 7 },
    },
    { title: 'refuses what is no date and time', input: { until: 'tomorrow' }, fails: 'invalid-input' },
  ],
})
