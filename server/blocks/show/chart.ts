import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { draw } from './draw.ts'
import { chartPointSchema } from './props/chart.ts'

export default defineBlock({
  id: 'show.chart',
  title: 'Show chart',
  summary: 'Draws numbers over labels as bars or a line. Nothing is drawn when there are no numbers.',
  category: 'cards',
  icon: 'chart-column',
  effect: 'recorded',
  needs: ['say'],
  input: z.object({
    points: z.array(chartPointSchema).max(200).meta({ title: 'Points', description: 'A label and a number each.' }),
    title: z.string().max(120).default('').meta({ title: 'Title' }),
    kind: z.enum(['bar', 'line']).default('bar').meta({ title: 'Kind' }),
    unit: z.string().max(20).default('').meta({ title: 'Unit', description: 'What the numbers count, such as EUR or %.' }),
    name: z.string().max(60).default('').meta({ title: 'Name of the series' }),
    max: z.number().optional().meta({ title: 'Top of the scale' }),
  }),
  output: z.object({ shown: z.boolean() }),
  fields: { name: { advanced: true }, max: { advanced: true } },
  run: ({ input, say }) => {
    if (input.points.length === 0) return { shown: false }
    say.card(
      draw('Chart', {
        kind: input.kind,
        series: [{ name: input.name || input.title || 'Values', points: input.points }],
        ...(input.title ? { title: input.title } : {}),
        ...(input.unit ? { unit: input.unit } : {}),
        ...(input.max === undefined ? {} : { max: input.max }),
      }),
    )
    return { shown: true }
  },
  examples: [
    {
      title: 'draws bars',
      input: {
        title: 'Spending',
        unit: 'EUR',
        points: [
          { label: 'Food', value: 210 },
          { label: 'Rent', value: 900 },
        ],
      },
      output: { shown: true },
    },
    { title: 'draws nothing without numbers', input: { points: [] }, output: { shown: false } },
    { title: 'refuses words for numbers', input: { points: [{ label: 'Food', value: 'much' }] }, fails: 'invalid-input' },
  ],
})
