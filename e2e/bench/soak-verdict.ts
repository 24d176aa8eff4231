/** One thing looked at again and again: `at` in seconds. */
export type Series = {
  name: string
  unit: string
  points: { at: number; value: number }[] /** Growing less than this over the time looked at is nothing. */
  floor: number
}
export type Verdict = { name: string; unit: string; from: number; to: number; perHour: number; grows: boolean }

/** Of the typical value: less growth than this is nothing, whatever its amount. */
const share = 0.05
/** How many times its own standard error a slope must be, or it is chance. */
const sure = 4

/**
 * Whether it grows, by a straight line through the last two thirds: the first third is warming up. `from` and `to` are the
 * line's ends, which single points do not move. What it had in the first third already is no growth: the load may have let up between.
 */
export function judge({ name, unit, points, floor }: Series): Verdict {
  const [first, last] = [points[0], points.at(-1)]
  const start = first && last ? first.at + (last.at - first.at) / 3 : 0
  const late = points.filter(({ at }) => at >= start)
  const { slope, error, middle, value } = line(late)
  const length = (last?.at ?? 0) - start
  const from = value - slope * (middle - start)
  const growth = slope * length
  const before = Math.max(...points.filter(({ at }) => at < start).map((point) => point.value))
  const grows = late.length > 4 && growth > floor && growth > share * Math.abs(value) && slope > sure * error && from + growth > before
  return { name, unit, from, to: from + growth, perHour: slope * 3600, grows }
}

/** Least squares. `error` is the slope's standard error. */
function line(points: Series['points']): { slope: number; error: number; middle: number; value: number } {
  const n = points.length
  const middle = sum(points.map(({ at }) => at)) / n
  const value = sum(points.map((point) => point.value)) / n
  const spread = sum(points.map(({ at }) => (at - middle) ** 2))
  if (n < 3 || spread === 0) return { slope: 0, error: 0, middle, value }
  const slope = sum(points.map((point) => (point.at - middle) * (point.value - value))) / spread
  const rest = sum(points.map((point) => (point.value - value - slope * (point.at - middle)) ** 2))
  return { slope, error: Math.sqrt(rest / (n - 2) / spread), middle, value }
}

const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0)
