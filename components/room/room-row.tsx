import Link from 'next/link'
import type { RoomSummary } from '../../server/rooms/contract.ts'
import { environmentTone, environmentWords } from '../environments/environment-words.ts'
import { Icon } from '../icon.tsx'
import { Badge, TimeAgo } from '../ui/index.ts'
import { Unread } from './unread.tsx'
import { roomTitle } from './words.ts'

export function RoomRow({ room, href }: { room: RoomSummary; href: string }) {
  const [agent] = room.agents
  return (
    <li>
      <Link href={href} className="flex items-center gap-3 px-4 py-2.5 outline-offset-[-2px] transition-colors hover:bg-accent/60">
        <span aria-hidden="true" className="flex size-8 shrink-0 items-center justify-center rounded-md border bg-background text-muted-foreground">
          <Icon name={agent?.icon ?? 'message-circle'} className="size-4" />
        </span>
        <span className="min-w-0 flex-1">
          <span className={`block truncate text-base ${room.unread > 0 ? 'font-semibold' : 'font-medium'}`}>{roomTitle(room.title)}</span>
          <span className="block truncate text-xs text-muted-foreground">{room.agents.map((a) => a.name).join(', ') || 'Nobody else is here'}</span>
        </span>
        {room.environment === 'production' ? null : <Badge tone={environmentTone[room.environment]}>{environmentWords[room.environment]}</Badge>}
        {room.guest ? <Badge>Guest</Badge> : null}
        {room.unread > 0 ? <Unread count={room.unread} /> : null}
        {room.waiting > 0 ? (
          <Badge tone="ember" dot="live">
            {room.waiting === 1 ? 'Waits for you' : `${room.waiting} wait for you`}
          </Badge>
        ) : null}
        <TimeAgo at={room.lastAt} className="shrink-0 text-xs text-muted-foreground tabular-nums" />
      </Link>
    </li>
  )
}
