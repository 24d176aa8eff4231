const longest = 3_600_000

/** What a Retry-After header asks for, in milliseconds (RFC 9110 §10.2.3: seconds or a date); an hour at most. */
export function retryAfter(header: string | null | undefined, now = Date.now()): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(ms) || ms <= 0 ? undefined : Math.min(ms, longest)
}
