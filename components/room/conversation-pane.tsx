'use client'
import { ArrowDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Spinner } from '../ui/index.ts'
import { RoomSkeleton } from './room-skeleton.tsx'
import { scrollsByKeyboard } from './scrolls.ts'
import type { Older } from './use-older.ts'
import type { Tail } from './use-tail.ts'

type PaneProps = {
  tail: Tail
  older: Older
  loaded: boolean
  /** What was said up to this entry is not here yet; 0: all is here. */
  from: number
  /** Where nothing was said yet: in the place of the conversation. */
  opening: ReactNode
  children: ReactNode
}

/** Where a conversation scrolls: what was before comes as one reads up, and a button leads back to the end. */
export function ConversationPane({ tail, older, loaded, from, opening, children }: PaneProps) {
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={tail.scroller}
        {...scrollsByKeyboard}
        role="log"
        aria-label="Conversation"
        aria-live="off"
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px]"
      >
        <div ref={tail.content} className="mx-auto flex min-h-full w-full max-w-180 flex-col px-4 pt-2 pb-6 sm:px-6">
          {loaded ? null : <RoomSkeleton />}
          {opening}
          {loaded && from > 0 ? (
            <div ref={older.mark} className="flex justify-center py-4 text-sm text-muted-foreground">
              {older.failed ? (
                <Button size="sm" onClick={older.again}>
                  Older messages did not come. Try again
                </Button>
              ) : (
                <Spinner label="Bringing older messages" />
              )}
            </div>
          ) : null}
          {children}
        </div>
      </div>
      {tail.atEnd || !loaded ? null : (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
          <Button size="sm" className="pointer-events-auto rounded-full! shadow-floating!" onClick={() => tail.toEnd('smooth')}>
            <ArrowDown aria-hidden="true" /> Jump to the latest
          </Button>
        </div>
      )}
    </div>
  )
}
