'use client'
import { TriangleAlert } from 'lucide-react'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { FileList, type FilePlace } from '../files/index.ts'
import { Button } from '../ui/index.ts'
import { OwnBubble } from './message.tsx'
import type { Pending } from './outbox.ts'
import type { RoomSession } from './room-session.ts'

type PendingProps = {
  message: Pending
  session: RoomSession
  /** Where its files are. */
  workspace?: FilePlace | undefined
  onEdit: (text: string, files: readonly FileRef[]) => void
}

/** A message the feed does not show yet. It looks said at once; only when something is wrong does it say so. */
export function PendingMessage({ message, session, workspace, onEdit }: PendingProps) {
  const { id, text, files, state, reason } = message
  return (
    <article className="pt-5" aria-label="You, being sent" data-state={state}>
      <OwnBubble text={text} faded={state === 'waiting' || state === 'refused'} />
      <FileList files={files} workspace={workspace} mine />
      {state === 'refused' ? (
        <div role="alert" className="mt-1.5 flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-xs text-destructive">
          <TriangleAlert aria-hidden="true" className="size-3.5" />
          <span>Not sent. {reason}</span>
          <Button size="sm" variant="ghost" onClick={() => session.resend(id)}>
            Try again
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              onEdit(text, files)
              session.discard(id)
            }}
          >
            Edit
          </Button>
          <Button size="sm" variant="ghost" onClick={() => session.discard(id)}>
            Drop
          </Button>
        </div>
      ) : state === 'waiting' ? (
        <p className="mt-1 text-right text-xs text-muted-foreground">Kept here; sent as soon as Hearth can be reached.</p>
      ) : null}
    </article>
  )
}
