'use client'
import { Cron } from 'croner'
import { useMemo } from 'react'

const shown = 3

/** The next times of a schedule as it stands in the form, in its own zone. */
export function NextTimes({ cron, timeZone }: { cron: string; timeZone: string }) {
  const next = useMemo(() => nextOf(cron, timeZone), [cron, timeZone])
  return (
    <section className="grid gap-1.5 border-t px-4 py-5 text-sm" aria-live="polite">
      <h3 className="text-xs font-medium text-muted-foreground">The next times</h3>
      {next === null ? (
        <p className="text-destructive">
          “{cron}” is no schedule. Write minute, hour, day of the month, month and day of the week, such as <code className="font-mono">0 9 * * 1-5</code>.
        </p>
      ) : next.length === 0 ? (
        <p className="text-destructive">It never comes. Look at the day and the month.</p>
      ) : (
        <ol aria-label="The next times" className="grid gap-0.5 tabular-nums">
          {next.map(({ at, words }) => (
            <li key={at}>
              <time dateTime={at}>{words}</time>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function nextOf(cron: string, timeZone: string): { at: string; words: string }[] | null {
  try {
    const format = new Intl.DateTimeFormat(undefined, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    })
    return new Cron(cron, { timezone: timeZone }).nextRuns(shown).map((at) => ({ at: at.toISOString(), words: format.format(at) }))
  } catch {
    return null
  }
}
