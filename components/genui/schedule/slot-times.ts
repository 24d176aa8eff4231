import type { Slot } from '../../../server/blocks/show/props/index.ts'

export type Day = { key: string; name: string; slots: Slot[]; free: number }

/** Times under their days, both as the zone has them, earliest first. */
export function daysOf(slots: readonly Slot[], timeZone: string): Day[] {
  const key = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const name = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' })
  const days = new Map<string, Day>()
  for (const slot of slots.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const at = new Date(slot.start)
    const day = days.get(key.format(at)) ?? { key: key.format(at), name: name.format(at), slots: [], free: 0 }
    day.slots.push(slot)
    if (slot.free) day.free += 1
    days.set(day.key, day)
  }
  return [...days.values()]
}

export function timeText(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

/** `Mon 23 Nov, 09:00 – 09:30`. */
export function slotText({ start, end }: Slot, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(start))
  return `${day}, ${timeText(start, timeZone)} – ${timeText(end, timeZone)}`
}

/** `Europe/Berlin (GMT+1)`. */
export function zoneText(timeZone: string, at: Date): string {
  if (timeZone === 'UTC') return timeZone
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const place = timeZone.replaceAll('_', ' ')
  return offset ? `${place} (${offset})` : place
}
