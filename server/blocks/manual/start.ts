import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { json } from '../any-value.ts'

export default defineBlock({
  id: 'manual.start',
  title: 'Manual start',
  summary: 'Starts the flow by hand, or by a program.',
  words: ['start', 'begin', 'manual trigger', 'button', 'starter', 'trigger'],
  category: 'triggers',
  icon: 'play',
  effect: 'recorded',
  trigger: true,
  dynamic: 'outputs',
  input: z.object({}),
  output: z.object({
    text: z.string().optional().meta({ title: 'Text', description: 'A text to start with; skipped when none was given.' }),
    data: z.record(z.string(), json).optional().meta({ title: 'Data', description: 'Names and values to start with; skipped when none were given.' }),
  }),
  run: () => ({}),
  examples: [{ title: 'gives nothing by itself: its ports come from what the run was started with', input: {}, output: {} }],
})
