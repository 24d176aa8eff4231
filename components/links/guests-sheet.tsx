'use client'
import Link from 'next/link'
import { endGuestContract, type GuestView, type LinkView, listGuestsContract } from '../../server/links/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Avatar, Badge, Button, ErrorState, Sheet, TimeAgo } from '../ui/index.ts'
import { RowSkeletons } from '../ui/row-skeletons.tsx'

/** Who came by a link, where they talk, and the way to end it. */
export function GuestsSheet({ link, onClose }: { link: LinkView; onClose: () => void }) {
  const { slug } = useWorkspace()
  const list = useData(listGuestsContract, { workspace: slug, link: link.id }, { every: 10_000 })
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title="Guests">
      <div className="p-4">
        {list.isPending ? (
          <RowSkeletons rows={3} />
        ) : list.isError ? (
          <ErrorState error={list.error} onRetry={() => list.refetch()} retrying={list.isFetching} />
        ) : list.data.guests.length === 0 ? (
          <p className="py-8 text-center text-sm text-muted-foreground">Nobody came yet.</p>
        ) : (
          <ul>
            {list.data.guests.map((guest) => (
              <Guest key={guest.id} link={link.id} guest={guest} />
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  )
}

function Guest({ link, guest }: { link: string; guest: GuestView }) {
  const { slug, can } = useWorkspace()
  const end = useAction(endGuestContract, { refresh: [listGuestsContract] })
  const { name, email, subject, messages, lastAt, createdAt, endedAt, room } = guest
  return (
    <li className="flex items-start gap-3 border-b py-3 last:border-b-0">
      <Avatar name={name} size="md" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-base font-medium">
          <span className="min-w-0 truncate">{name}</span>
          {endedAt ? <Badge tone="warning">Ended</Badge> : null}
        </p>
        {email || subject ? <p className="truncate text-xs text-muted-foreground">{email ?? subject}</p> : null}
        <p className="text-xs text-muted-foreground tabular-nums">
          {messages === 1 ? '1 message' : `${messages} messages`}, <TimeAgo at={lastAt ?? createdAt} />
        </p>
        <div className="mt-1.5 flex flex-wrap gap-2">
          <Link
            href={`/${slug}/rooms/${room}`}
            className="inline-flex h-7 items-center text-xs text-foreground underline underline-offset-2 hover:text-ember coarse:h-9"
          >
            Open the room
          </Link>
          {can('link:manage') ? (
            <Button
              size="sm"
              variant={endedAt ? 'secondary' : 'danger-quiet'}
              busy={end.isPending}
              aria-label={endedAt ? `Let ${name} in again` : `End the conversation of ${name}`}
              onClick={() => end.mutate({ workspace: slug, link, guest: guest.id, ended: endedAt === null })}
            >
              {endedAt ? 'Let in again' : 'End'}
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  )
}
