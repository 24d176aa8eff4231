import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic } from '../../engine/port-types.ts'

export default defineBlock({
  id: 'control.sleep',
  version: 2,
  typedSince: 2,
  title: 'Sleep',
  summary: 'Waits for a while, for months if need be, without holding a worker, then passes the value on.',
  docs: 'The run rests for so many milliseconds and goes on from here, also when everything was restarted meanwhile. Resting costs no worker, so months are fine. To wait for a date, use Wait Until.',
  words: ['wait', 'delay', 'pause', 'delay by zapier', 'delay for'],
  category: 'control',
  icon: 'moon',
  effect: 'composite',
  needs: ['wait'],
  input: z.object({
    ms: z.int().min(0).max(31_536_000_000).default(60_000).meta({ title: 'Milliseconds' }),
    value: generic('T').default(true).meta({ title: 'Value', description: 'Passed on afterwards.' }),
  }),
  output: z.object({ value: generic('T').meta({ title: 'Value' }) }),
  run: async ({ input, wait }) => {
    await wait('timer', { kind: 'timer', afterMs: input.ms })
    return { value: input.value }
  },
  examples: [
    {
      title: 'passes the value on',
      input: { ms: 5000, value: 7 },
      replies: [{ hand: 'wait', answer: { outcome: 'answered', value: null } }],
      output: { value: 7 },
    },
    { title: 'refuses a time before now', input: { ms: -1 }, fails: 'invalid-input' },
  ],
})
