import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'time.now',
  title: 'Now',
  summary: 'The moment this block first ran; a replay gives the same one.',
  words: ['current date', 'date & time', 'today', 'timestamp', 'current time'],
  category: 'values',
  icon: 'clock',
  effect: 'recorded',
  needs: ['clock'],
  input: z.object({}),
  output: z.object({
    at: z.iso.datetime().meta({ title: 'At', description: 'ISO 8601 in UTC.' }),
    epochMs: z.int().meta({ title: 'Milliseconds', description: 'Since 1970-01-01 UTC.' }),
  }),
  run: ({ clock }) => {
    const at = clock.now()
    return { at, epochMs: Date.parse(at) }
  },
  examples: [
    {
      title: 'takes the time once',
      input: {},
      replies: [{ hand: 'clock', iso: '2026-11-20T09:00:00.000Z' }],
      output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 },
    },
    { title: 'refuses a clock that does not tell the time', input: {}, replies: [{ hand: 'clock', iso: 'noon' }], fails: 'block-failed' },
  ],
})
