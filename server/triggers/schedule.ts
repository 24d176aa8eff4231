import { Cron } from 'croner'

export type Schedule = { cron: string; timeZone: string; missed: 'skip' | 'once' | 'all' }

/** Older than this, a moment counts as missed: nobody was there to see to it. */
const late = 60_000
/** How many missed moments are made up for at most: the latest ones. */
const mostMissed = 100

/** Why this cannot be a schedule, in words for people; null when it can. */
export function problemOf({ cron, timeZone }: Schedule): string | null {
  if (!isTimeZone(timeZone)) return `"${timeZone}" is no time zone. Write one such as Europe/Berlin or UTC.`
  try {
    return new Cron(cron, { timezone: timeZone }).nextRun() ? null : `"${cron}" never comes. Look at the day and the month.`
  } catch {
    return `"${cron}" is no schedule. Write minute, hour, day of the month, month and day of the week, such as 0 9 * * 1-5.`
  }
}

/** The next moments after `from`. Summer time is that of the schedule's zone. */
export function nextTimes({ cron, timeZone }: Schedule, from: Date, count: number): Date[] {
  return new Cron(cron, { timezone: timeZone }).nextRuns(count, from)
}

/** The moments to start the flow for, oldest first, when `first` is the earliest that nobody has dealt with. */
export function dueTimes(schedule: Schedule, first: Date, now: Date): Date[] {
  const latest = now.getTime() - first.getTime() <= late ? timesBetween(schedule, first, now) : latestTimes(schedule, first, now)
  const onTime = latest.filter((at) => now.getTime() - at.getTime() <= late)
  const missed = latest.filter((at) => now.getTime() - at.getTime() > late)
  switch (schedule.missed) {
    case 'skip':
      return onTime
    case 'once':
      return [...missed.slice(-1), ...onTime]
    case 'all':
      return [...missed.slice(-mostMissed), ...onTime]
  }
}

function timesBetween({ cron, timeZone }: Schedule, first: Date, now: Date): Date[] {
  const times: Date[] = []
  const pattern = new Cron(cron, { timezone: timeZone })
  for (let at = pattern.nextRun(new Date(first.getTime() - 1)); at && at <= now; at = pattern.nextRun(at)) times.push(at)
  return times
}

function latestTimes({ cron, timeZone }: Schedule, first: Date, now: Date): Date[] {
  return new Cron(cron, { timezone: timeZone })
    .previousRuns(mostMissed + late / 1000, new Date(now.getTime() + 1))
    .filter((at) => at >= first && at <= now)
    .reverse()
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
