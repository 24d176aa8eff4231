const day = 86_400_000

/** `just now`, `4 min ago`, `3 h ago`, `yesterday`, `12 Mar`, `12 Mar 2025`. */
export function agoText(at: string, now: number): string {
  const then = new Date(at)
  const ms = now - then.getTime()
  if (ms < 45_000) return 'just now'
  if (ms < 3_600_000) return `${Math.max(1, Math.round(ms / 60_000))} min ago`
  if (ms < day) return `${Math.round(ms / 3_600_000)} h ago`
  if (ms < 2 * day) return 'yesterday'
  const sameYear = then.getFullYear() === new Date(now).getFullYear()
  return then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** `0.4 ms`, `12 ms`, `1.4 s`, `2 min 5 s`, `3 h 10 min`, `2 d 4 h`. */
export function durationText(ms: number): string {
  if (ms < 1) return '<1 ms'
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
  const parts = (big: number, bigName: string, small: number, smallName: string) =>
    small > 0 ? `${big} ${bigName} ${small} ${smallName}` : `${big} ${bigName}`
  if (ms < 3_600_000) return parts(Math.floor(ms / 60_000), 'min', Math.floor((ms % 60_000) / 1000), 's')
  if (ms < day) return parts(Math.floor(ms / 3_600_000), 'h', Math.floor((ms % 3_600_000) / 60_000), 'min')
  return parts(Math.floor(ms / day), 'd', Math.floor((ms % day) / 3_600_000), 'h')
}
