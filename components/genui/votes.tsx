'use client'
import { Check } from 'lucide-react'
import { useCardState } from './card-context.tsx'
import { votesOf } from './card-state.ts'
import { momentText } from './when.ts'

/** Where several people must say yes: how many did, and who. */
export function Votes() {
  const state = useCardState()
  const { needed = 1 } = state
  if (needed < 2) return null
  const votes = votesOf(state)
  return (
    <div className="border-t px-4 py-2.5 text-sm">
      <p className="text-muted-foreground">
        {votes.length} of {needed} said yes
      </p>
      {votes.length > 0 ? (
        <ul className="mt-1.5 grid gap-1">
          {votes.map(({ by, at, comment }) => (
            <li key={by.id} className="flex gap-2">
              <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
              <span className="min-w-0 flex-1 break-words">
                {by.name}
                {comment ? <span className="text-muted-foreground"> “{comment}”</span> : null}
              </span>
              <time dateTime={at} className="shrink-0 text-xs text-muted-foreground tabular-nums">
                {momentText(at)}
              </time>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
