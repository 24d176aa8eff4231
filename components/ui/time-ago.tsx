'use client'
import { useSyncExternalStore } from 'react'
import { agoText } from './ago-text.ts'

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all of them, so a page of times wakes once a quarter minute, not once a row. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of listeners) tell()
  }, 15_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** How long ago, kept current; the exact time on hover. The server writes only the date, since it knows no time zone. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const current = useSyncExternalStore(
    subscribe,
    () => now,
    () => null,
  )
  return (
    <time dateTime={at} title={current === null ? undefined : new Date(at).toLocaleString()} className={className} suppressHydrationWarning>
      {current === null ? at.slice(0, 10) : agoText(at, Math.max(current, Date.now() - 15_000))}
    </time>
  )
}
