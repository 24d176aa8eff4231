/** Round steps for an axis that holds all values and, for bars, zero. */
export function scaleOf(values: number[], fixedMax?: number): { min: number; max: number; ticks: number[] } {
  const finite = values.filter(Number.isFinite)
  const low = Math.min(0, ...finite)
  const high = fixedMax ?? Math.max(0, ...finite)
  const span = high - low || 1
  const step = niceStep(span / 4)
  const min = Math.floor(low / step) * step
  const max = fixedMax ?? Math.ceil((high || step) / step) * step
  const ticks: number[] = []
  for (let i = 0; min + i * step <= max + step / 1e6; i++) ticks.push(rounded(min + i * step, step))
  return { min, max, ticks }
}

function niceStep(rough: number): number {
  if (rough < 1e-200) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power
}

/** 0.30000000000000004 is 0.3 on an axis. */
function rounded(value: number, step: number): number {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(step)))
  return Number(value.toFixed(Math.min(digits, 20)))
}

const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 })
const exact = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

/** For the axis, short: `1.2k`. */
export const tickText = (value: number): string => (Math.abs(value) >= 10_000 ? compact.format(value) : exact.format(value))

/** For the eye and the screen reader, whole: `1,234.5 EUR`, `12 %`. */
export const valueText = (value: number, unit?: string): string => (unit ? `${exact.format(value)} ${unit}` : exact.format(value))
