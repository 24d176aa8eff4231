import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { draw } from './draw.ts'
import { chartKindSchema, chartPointSchema, chartSeriesSchema } from './props/chart.ts'

export default defineBlock({
  id: 'show.chart',
  title: 'Show chart',
  summary: 'Draws numbers over labels as bars, lines, areas, a pie or stacks. Nothing is drawn when there are no numbers.',
  words: ['graph', 'plot', 'diagram'],
  category: 'cards',
  icon: 'chart-column',
  effect: 'recorded',
  needs: ['say'],
  input: z.object({
    points: z.array(chartPointSchema).max(200).default([]).meta({ title: 'Points', description: 'A label and a number each.' }),
    title: z.string().max(120).default('').meta({ title: 'Title' }),
    kind: chartKindSchema.default('bar').meta({ title: 'Kind' }),
    unit: z.string().max(20).default('').meta({ title: 'Unit', description: 'What the numbers count, such as EUR or %.' }),
    series: z
      .array(chartSeriesSchema)
      .max(6)
      .default([])
      .meta({ title: 'Series', description: 'Several at once: a name and its points each, instead of Points.' }),
    period: z.string().max(60).default('').meta({ title: 'Period', description: 'The span it covers, such as October 2026.' }),
    name: z.string().max(60).default('').meta({ title: 'Name of the series' }),
    max: z.number().optional().meta({ title: 'Top of the scale' }),
  }),
  output: z.object({ shown: z.boolean() }),
  fields: { series: { advanced: true }, period: { advanced: true }, name: { advanced: true }, max: { advanced: true } },
  run: ({ input, say }) => {
    const single = { name: input.name || input.title || 'Values', points: input.points }
    const series = [...(input.points.length > 0 ? [single] : []), ...input.series.filter(({ points }) => points.length > 0)].slice(0, 6)
    if (series.length === 0) return { shown: false }
    say.card(
      draw('Chart', {
        kind: input.kind,
        series,
        ...(input.period ? { period: input.period } : {}),
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
