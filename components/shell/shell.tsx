'use client'
import { Menu as MenuIcon, Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { Mark } from '../brand.tsx'
import { Bell } from '../notices/bell.tsx'
import { useNotices, useTitleMark } from '../notices/use-notices.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Sidebar } from './sidebar.tsx'
import { useWaiting } from './use-waiting.ts'
import { useWorkspace } from './workspace-context.tsx'

/** Fetched when it is first wanted: most visits never ask for it. */
const CommandPalette = dynamic(() => import('./command-palette.tsx').then((part) => part.CommandPalette), { ssr: false })

/** The frame of a workspace: sidebar and page side by side, or on a phone a bar over the page and the sidebar in a drawer. */
export function Shell({ children }: { children: ReactNode }) {
  const [searching, setSearching] = useState(false)
  const [wanted, setWanted] = useState(false)
  if (searching && !wanted) setWanted(true)
  const { slug } = useWorkspace()
  useTitleMark(useNotices(slug).length)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setSearching((open) => !open)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const search = () => setSearching(true)
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a href="#main" className="sr-only z-[90] rounded-md bg-popover px-3 py-2 text-sm shadow-floating focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        Skip to the page
      </a>
      <aside className="hidden w-58 shrink-0 border-r border-sidebar-border md:block">
        <Sidebar onSearch={search} />
      </aside>
      <PhoneBar onSearch={search} />
      <main id="main" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto overscroll-contain outline-hidden">
        {children}
      </main>
      {wanted ? <CommandPalette open={searching} onOpenChange={setSearching} /> : null}
    </div>
  )
}

function PhoneBar({ onSearch }: { onSearch: () => void }) {
  const { name } = useWorkspace()
  const waiting = useWaiting()
  const path = usePathname()
  const [openAt, setOpenAt] = useState<string | null>(null)
  return (
    <header className="flex h-13 shrink-0 items-center gap-1 border-b bg-sidebar px-1.5 md:hidden">
      <Sheet
        side="left"
        bare
        title="Menu"
        open={openAt === path}
        onOpenChange={(open) => setOpenAt(open ? path : null)}
        trigger={
          <IconButton label={waiting > 0 ? `Menu, ${waiting} waiting for an answer` : 'Menu'} size="lg" className="relative">
            <MenuIcon aria-hidden="true" />
            {waiting > 0 ? <span aria-hidden="true" className="absolute top-2 right-2 size-2 rounded-full bg-ember ring-2 ring-sidebar" /> : null}
          </IconButton>
        }
      >
        <Sidebar
          onSearch={() => {
            setOpenAt(null)
            onSearch()
          }}
        />
      </Sheet>
      <span className="flex min-w-0 flex-1 items-center gap-2 text-base font-semibold">
        <Mark className="size-5" /> <span className="truncate">{name}</span>
      </span>
      <Bell size="lg" side="bottom" />
      <IconButton label="Search or go to" size="lg" onClick={onSearch}>
        <Search aria-hidden="true" />
      </IconButton>
    </header>
  )
}
