import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { evaluateExpression } from '../../engine/expression.ts'
import { asText } from '../text/as-text.ts'

export default defineBlock({
  id: 'time.shift',
  title: 'Shift time',
  summary: 'Goes from a date and time some way forward or back.',
  words: ['add days', 'date math', 'add to date', 'subtract from date', 'date calculation'],
  category: 'time',
  icon: 'alarm-clock',
  effect: 'pure',
  input: z.object({
    at: z.iso.datetime({ offset: true }).meta({ title: 'From' }),
    by: z.string().max(60).meta({ title: 'By', description: 'Such as 90s, 1h30m or 2d; with a minus, back.' }),
  }),
  output: z.object({ at: z.iso.datetime().meta({ title: 'To' }) }),
  run: ({ input }) => ({ at: asText(evaluateExpression('timestamp(at) + duration(by)', input)) }),
  examples: [
    { title: 'goes forward', input: { at: '2026-11-21T08:00:00Z', by: '1h30m' }, output: { at: '2026-11-21T09:30:00.000Z' } },
    { title: 'goes back over a month', input: { at: '2026-03-01T00:00:00Z', by: '-1d' }, output: { at: '2026-02-28T00:00:00.000Z' } },
    { title: 'refuses a length it cannot read', input: { at: '2026-11-21T08:00:00Z', by: 'soon' }, fails: 'invalid-input' },
  ],
})
