'use client'
import { Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { listRoomsContract } from '../../server/rooms/contract.ts'
import { useData } from '../data/use-data.ts'
import { Bell } from '../notices/bell.tsx'
import { Unread } from '../room/unread.tsx'
import { roomTitle } from '../room/words.ts'
import { Kbd } from '../ui/kbd.tsx'
import { NavLink } from './nav-link.tsx'
import { PersonMenu } from './person-menu.tsx'
import { sections, settings } from './sections.ts'
import { useCommandKey } from './use-command-key.ts'
import { useWaiting } from './use-waiting.ts'
import { useWorkspace } from './workspace-context.tsx'
import { WorkspaceMenu } from './workspace-menu.tsx'

/** What stands left of every page: where you are, where you can go, what waits for you. */
export function Sidebar({ onSearch }: { onSearch: () => void }) {
  const { slug } = useWorkspace()
  const keys = useCommandKey()
  const waiting = useWaiting()
  return (
    <div className="flex h-full flex-col bg-sidebar text-sidebar-foreground">
      <div className="grid gap-2 p-2">
        <WorkspaceMenu />
        <button
          type="button"
          onClick={onSearch}
          className="flex h-7.5 items-center gap-2 rounded-md border border-sidebar-border bg-card px-2 text-sm text-muted-foreground shadow-raised transition-colors hover:border-border-strong hover:text-foreground coarse:h-10"
        >
          <Search aria-hidden="true" className="size-4" />
          <span className="flex-1 text-left">Search or go to</span>
          <Kbd keys={keys} className="coarse:hidden" />
        </button>
      </div>
      <nav aria-label="Workspace" className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 pb-3">
        {sections.map(({ label, icon: SectionIcon, href, exact }) => (
          <NavLink
            key={label}
            href={href(slug)}
            exact={exact}
            icon={<SectionIcon aria-hidden="true" />}
            aside={label === 'Home' && waiting > 0 ? <Waiting count={waiting} /> : null}
          >
            {label}
          </NavLink>
        ))}
        <RecentRooms />
      </nav>
      <div className="grid gap-px border-t border-sidebar-border p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
        <NavLink href={settings.href(slug)} icon={<settings.icon aria-hidden="true" />}>
          {settings.label}
        </NavLink>
        <div className="flex items-center gap-1">
          <div className="grid min-w-0 flex-1">
            <PersonMenu />
          </div>
          <Bell />
        </div>
      </div>
    </div>
  )
}

function RecentRooms() {
  const { slug } = useWorkspace()
  const here = usePathname() // what is being read counts as read
  const { data } = useData(listRoomsContract, { workspace: slug })
  if (!data || data.rooms.length === 0) return null
  return (
    <>
      <h2 className="px-2 pt-5 pb-1 text-xs text-muted-foreground">Recent rooms</h2>
      {data.rooms.slice(0, 8).map((room) => (
        <NavLink
          key={room.id}
          href={`/${slug}/rooms/${room.id}`}
          aside={
            room.waiting > 0 ? (
              <Waiting count={room.waiting} />
            ) : room.unread > 0 && here !== `/${slug}/rooms/${room.id}` ? (
              <Unread count={room.unread} />
            ) : null
          }
        >
          {roomTitle(room.title)}
        </NavLink>
      ))}
    </>
  )
}

function Waiting({ count }: { count: number }) {
  return (
    <span className="flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-ember-soft px-1 text-2xs font-semibold text-ember tabular-nums">
      {count}
      <span className="sr-only"> waiting for an answer</span>
    </span>
  )
}
