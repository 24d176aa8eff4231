/** The last weeks as a line, without numbers: a hint of direction beside the amount, which says the rest. */
export function Sparkline({ values }: { values: number[] }) {
  if (values.length < 2) return null
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const points = values.map((v, i) => `${((i / (values.length - 1)) * 62 + 1).toFixed(1)},${(21 - ((v - low) / span) * 18).toFixed(1)}`)
  return (
    <svg viewBox="0 0 64 24" className="h-6 w-16 shrink-0 text-muted-foreground" aria-hidden="true" fill="none">
      <polyline points={points.join(' ')} stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
