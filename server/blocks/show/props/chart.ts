import { z } from 'zod'

export const chartPointSchema = z.object({ label: z.string(), value: z.number() })
export const chartSeriesSchema = z.object({ name: z.string(), points: z.array(chartPointSchema).max(200) })

export const chartKindSchema = z.enum(['bar', 'line', 'area', 'pie', 'stacked'])

/** Numbers over labels. */
export const chartSchema = z.object({
  title: z.string().optional(),
  /** `pie` draws the first series; `stacked` sets the series on top of each other. */
  kind: chartKindSchema.default('bar'),
  series: z.array(chartSeriesSchema).max(6),
  /** What the values count: EUR, %, points. */
  unit: z.string().optional(),
  /** The span the chart covers, such as `October 2026`. */
  period: z.string().optional(),
  /** Top of the scale, when the scale is fixed. */
  max: z.number().optional(),
})
export type ChartProps = z.infer<typeof chartSchema>
export type ChartKind = z.infer<typeof chartKindSchema>
