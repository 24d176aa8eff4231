import type { ChartProps } from '../../../server/blocks/show/props/index.ts'

export type Column = { label: string; values: (number | undefined)[] }

/**
 * One column a label, one value a series. Series over the same labels are taken by place, so that a label may come
 * twice (two Mondays); otherwise labels are matched by their words, in the order they first come.
 */
export function columnsOf(series: ChartProps['series']): Column[] {
  const [first, ...others] = series
  if (!first) return []
  if (others.every((s) => s.points.length === first.points.length && s.points.every((p, i) => p.label === first.points[i]?.label)))
    return first.points.map(({ label }, i) => ({ label, values: series.map((s) => s.points[i]?.value) }))
  const labels = [...new Set(series.flatMap((s) => s.points.map((p) => p.label)))]
  return labels.map((label) => ({ label, values: series.map((s) => s.points.find((p) => p.label === label)?.value) }))
}
