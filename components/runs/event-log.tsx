'use client'
import { useState } from 'react'
import type { RunEntry } from '../../server/runs/contract.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { eventWords } from './event-words.ts'
import { JsonView } from './json-view.tsx'

const page = 200

/** The run's feed as it stands: every event, in order, nothing summed up. */
export function EventLog({ entries }: { entries: readonly RunEntry[] }) {
  const [shown, setShown] = useState(page)
  const first = entries[0] ? Date.parse(entries[0].at) : 0
  return (
    <>
      <ol aria-label="Events" className="overflow-hidden rounded-lg border bg-card">
        {entries.slice(0, shown).map((entry) => (
          <EventRow key={entry.seq} entry={entry} since={Date.parse(entry.at) - first} />
        ))}
      </ol>
      {entries.length > shown ? (
        <Button className="mt-3" onClick={() => setShown(shown + page)}>
          Show more of {entries.length.toLocaleString('en')} events
        </Button>
      ) : null}
    </>
  )
}

function EventRow({ entry: { seq, at, event }, since }: { entry: RunEntry; since: number }) {
  const [open, setOpen] = useState(false)
  const bad = event.kind.endsWith('.failed') || event.kind === 'wire.rejected'
  return (
    <li className="border-b last:border-b-0">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[2.5rem_5rem_minmax(0,1fr)] items-baseline gap-x-2 px-3 py-1.5 text-left text-xs transition-colors hover:bg-muted/60 focus-visible:-outline-offset-2 sm:grid-cols-[2.5rem_5.5rem_10rem_minmax(0,1fr)] coarse:py-2.5"
      >
        <span className="text-right text-muted-foreground tabular-nums">{seq}</span>
        <time dateTime={at} title={at} className="text-right text-muted-foreground tabular-nums">
          +{(since / 1000).toFixed(3)} s
        </time>
        <code className={cx('font-mono', bad && 'text-destructive')}>{event.kind}</code>
        <span className="truncate text-muted-foreground max-sm:col-start-3">{eventWords(event)}</span>
      </button>
      {open ? (
        <div className="border-t bg-muted/40 px-4 py-3">
          <JsonView label={`Event ${seq}`} value={event} />
        </div>
      ) : null}
    </li>
  )
}
