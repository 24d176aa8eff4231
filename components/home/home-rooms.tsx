'use client'
import Link from 'next/link'
import { listRoomsContract } from '../../server/rooms/contract.ts'
import { useData } from '../data/use-data.ts'
import { roomTitle } from '../room/words.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { Section } from './section.tsx'

export function HomeRooms() {
  const { slug } = useWorkspace()
  const { data } = useData(listRoomsContract, { workspace: slug })
  if (!data) return null
  return (
    <Section title="Rooms" more={{ href: `/${slug}/rooms`, label: 'All rooms' }}>
      {data.rooms.length === 0 ? (
        <EmptyState title="No rooms yet" className="py-8">
          Press Talk on an agent to open one.
        </EmptyState>
      ) : (
        <ul className="overflow-hidden rounded-lg border bg-card">
          {data.rooms.slice(0, 6).map((room) => (
            <li key={room.id} className="border-b last:border-b-0">
              <Link
                href={`/${slug}/rooms/${room.id}`}
                className="flex h-11 items-center gap-3 px-4 text-sm transition-colors hover:bg-muted/60 focus-visible:-outline-offset-2"
              >
                <span className="min-w-0 flex-1 truncate">{roomTitle(room.title)}</span>
                {room.waiting > 0 ? <Badge tone="ember">{room.waiting === 1 ? 'waits for you' : `${room.waiting} wait for you`}</Badge> : null}
                <TimeAgo at={room.lastAt} className="text-xs whitespace-nowrap text-muted-foreground" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
