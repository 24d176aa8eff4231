import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

const at = (title: string) => z.iso.datetime({ offset: true }).meta({ title })

export default defineBlock({
  id: 'time.between',
  title: 'Time between',
  summary: 'Says how long it is from one date and time to another.',
  words: ['date difference', 'days between', 'duration'],
  category: 'time',
  icon: 'clock',
  effect: 'pure',
  input: z.object({ from: at('From'), to: at('To') }),
  output: z.object({
    seconds: z.number().meta({ title: 'Seconds', description: 'Negative when the second is the earlier one.' }),
    hours: z.number().meta({ title: 'Hours' }),
    days: z.number().meta({ title: 'Days', description: 'Of 24 hours each.' }),
  }),
  run: ({ input }) => {
    const seconds = (Date.parse(input.to) - Date.parse(input.from)) / 1000
    return { seconds, hours: seconds / 3600, days: seconds / 86_400 }
  },
  examples: [
    { title: 'counts', input: { from: '2026-11-21T08:00:00Z', to: '2026-11-22T20:00:00Z' }, output: { seconds: 129_600, hours: 36, days: 1.5 } },
    { title: 'minds the zone', input: { from: '2026-11-21T08:00:00+01:00', to: '2026-11-21T07:00:00Z' }, output: { seconds: 0, hours: 0, days: 0 } },
    { title: 'refuses what is no date', input: { from: 'yesterday', to: '2026-11-21T08:00:00Z' }, fails: 'invalid-input' },
  ],
})
