import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { draw } from '../show/draw.ts'

export default defineBlock({
  id: 'human.notify',
  title: 'Notify only',
  summary: 'Shows people a notice and goes on without waiting.',
  words: ['notification', 'alert', 'inform', 'tell people'],
  category: 'people',
  icon: 'bell',
  effect: 'recorded',
  needs: ['say'],
  input: z.object({
    title: z.string().min(1).max(200).meta({ title: 'Title', description: 'What happened, in one line.' }),
    message: z.string().max(4000).default('').meta({ title: 'Message' }),
    tone: z.enum(['info', 'success', 'warning']).default('info').meta({ title: 'Tone' }),
    details: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .max(40)
      .default([])
      .meta({ title: 'Details', description: 'A small table of facts.' }),
  }),
  output: z.object({ title: z.string().meta({ title: 'Title', description: 'What was told.' }) }),
  fields: { message: { control: 'multiline' }, details: { control: 'keyvalue', advanced: true } },
  run: ({ input, say }) => {
    say.card(draw('Notice', input))
    return { title: input.title }
  },
  examples: [
    { title: 'tells it and goes on', input: { title: 'The report is ready.' }, output: { title: 'The report is ready.' } },
    { title: 'refuses to tell nothing', input: { title: '' }, fails: 'invalid-input' },
  ],
})
