'use client'
import { Pause, Play, SkipBack, StepBack, StepForward } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RunEntry } from '../../server/runs/contract.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { eventWords } from './event-words.ts'

const beatMs = 400

/** `at`: how many events are shown; null is the end, live. */
export type ReplayBarProps = { entries: readonly RunEntry[]; at: number | null; onMove: (at: number | null) => void }

/** Goes through a run event by event. At its end it follows what happens. */
export function ReplayBar({ entries, at, onMove }: ReplayBarProps) {
  const [playing, setPlaying] = useState(false)
  const last = entries.length
  const shown = at ?? last
  const going = playing && shown < last
  useEffect(() => {
    if (!going) return
    const timer = setTimeout(() => onMove(shown + 1 >= last ? null : shown + 1), beatMs)
    return () => clearTimeout(timer)
  }, [going, shown, last, onMove])
  const move = (to: number) => {
    setPlaying(false)
    onMove(to >= last ? null : Math.max(1, to))
  }
  const event = entries[shown - 1]?.event
  const words = event ? `${event.kind} ${eventWords(event)}`.trim() : ''
  return (
    <section aria-label="Replay" className="mt-5 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-lg border bg-card px-3 py-2">
      <IconButton label="To the first event" size="sm" disabled={shown <= 1} onClick={() => move(1)}>
        <SkipBack aria-hidden="true" />
      </IconButton>
      <IconButton label="One event back" size="sm" disabled={shown <= 1} onClick={() => move(shown - 1)}>
        <StepBack aria-hidden="true" />
      </IconButton>
      <IconButton
        label={going ? 'Stop' : 'Play'}
        size="sm"
        onClick={() => {
          if (!going && shown >= last) onMove(1)
          setPlaying(!going)
        }}
      >
        {going ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      </IconButton>
      <IconButton label="One event on" size="sm" disabled={shown >= last} onClick={() => move(shown + 1)}>
        <StepForward aria-hidden="true" />
      </IconButton>
      <input
        type="range"
        aria-label="Event"
        aria-valuetext={`Event ${shown} of ${last}: ${words}`}
        min={1}
        max={Math.max(1, last)}
        value={shown}
        onChange={({ target }) => move(Number(target.value))}
        className="h-6 min-w-32 flex-1 max-sm:order-1 max-sm:basis-full accent-(--subtle-foreground)"
      />
      <span className="text-xs text-muted-foreground tabular-nums max-sm:ml-auto">
        {shown} of {last}
      </span>
      {at === null ? null : (
        <Button size="sm" onClick={() => move(last)}>
          To the end
        </Button>
      )}
      <p className="order-2 w-full truncate text-xs text-muted-foreground">{words}</p>
    </section>
  )
}
