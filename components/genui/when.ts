const day = 86_400_000

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const monthDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const plainDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const fullDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** `14:05`, in the reader's own time zone. */
export const clockText = (at: string): string => clock.format(new Date(at))

/** `5 Dec 2026`, for a day without a time: the same day everywhere. */
export const dateText = (date: string): string => plainDate.format(new Date(`${date}T00:00:00Z`))

/** `21 Nov 2026, 14:05`. */
export const momentText = (at: string): string => `${fullDate.format(new Date(at))}, ${clockText(at)}`

/** `Today`, `Yesterday`, `Thu, 19 Nov`, `19 Nov 2025`. */
export function dayText(at: string, now: Date): string {
  const then = new Date(at)
  const days = Math.round((startOfDay(now) - startOfDay(then)) / day)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return then.getFullYear() === now.getFullYear() ? `${weekday.format(then)}, ${monthDate.format(then)}` : fullDate.format(then)
}

/** Shorter the nearer: `10:00`, `19 Nov, 10:00`, `19 Nov 2025, 10:00`. */
export function whenText(at: string, now: Date): string {
  const then = new Date(at)
  if (startOfDay(then) === startOfDay(now)) return clockText(at)
  return then.getFullYear() === now.getFullYear() ? `${monthDate.format(then)}, ${clockText(at)}` : momentText(at)
}

/** How much time is left: `in 3 days`, `in 5 h`, `in 12 min`, `now`. */
export function leftText(at: string, now: Date): string {
  const ms = new Date(at).getTime() - now.getTime()
  if (ms <= 0) return 'now'
  if (ms >= 2 * day) return `in ${Math.floor(ms / day)} days`
  if (ms >= 3_600_000) return `in ${Math.floor(ms / 3_600_000)} h`
  return `in ${Math.max(1, Math.floor(ms / 60_000))} min`
}

/** Two moments of the same day, by the reader's calendar, share a key. */
export function dayKey(at: string): number {
  return startOfDay(new Date(at))
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}
