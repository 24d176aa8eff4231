'use client'
import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { CornerDownLeft, CornerDownRight, LayoutGrid, LogOut, MessageSquare, Plus, Search, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { type ReactNode, useRef } from 'react'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { listRoomsContract } from '../../server/rooms/contract.ts'
import { useData } from '../data/use-data.ts'
import { Icon } from '../icon.tsx'
import { roomTitle } from '../room/words.ts'
import { backdropClass } from '../ui/backdrop-class.ts'
import { Kbd } from '../ui/kbd.tsx'
import { leave } from './leave.ts'
import { usePageCommands } from './page-commands.ts'
import { sections, settings } from './sections.ts'
import { themes } from './theme-button.tsx'
import { useModKey } from './use-command-key.ts'
import { useWorkspace } from './workspace-context.tsx'

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** Ctrl/Cmd-K: every place and thing of the workspace by a few letters of its name. */
export function CommandPalette({ open, onOpenChange }: PaletteProps) {
  // What is chosen for the page behind is done when the page has the focus again.
  const chosen = useRef<(() => void) | null>(null)
  const settled = (isOpen: boolean) => {
    const run = chosen.current
    chosen.current = null
    if (!isOpen) run?.()
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} onOpenChangeComplete={settled}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          aria-label="Search or go to"
          className="fixed top-2 left-1/2 z-50 w-[calc(100vw-1rem)] max-w-140 -translate-x-1/2 overflow-hidden rounded-xl bg-popover text-popover-foreground shadow-floating outline-hidden transition-[opacity,scale] duration-100 ease-settle data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0 sm:top-[16vh]"
        >
          <Commands
            close={(then) => {
              chosen.current = then ?? null
              onOpenChange(false)
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Commands({ close }: { close: (then?: () => void) => void }) {
  const page = usePageCommands()
  const key = useModKey()
  const { slug, can } = useWorkspace()
  const router = useRouter()
  const { theme, setTheme } = useTheme()
  const agents = useData(listAgentsContract, { workspace: slug })
  const rooms = useData(listRoomsContract, { workspace: slug })
  const go = (href: string) => () => {
    close()
    router.push(href)
  }
  return (
    <Command label="Search or go to" loop>
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden="true" className="size-4 text-muted-foreground" />
        <Command.Input
          autoFocus
          placeholder="Search or go to"
          className="h-12 w-full bg-transparent text-base outline-hidden placeholder:text-subtle-foreground coarse:text-lg"
        />
      </div>
      <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-sm text-muted-foreground">Nothing here has that name.</Command.Empty>
        {page ? (
          <Group heading={page.heading}>
            {page.commands
              .filter(({ can }) => can())
              .map(({ id, title, keys, words, run }) => (
                <Item key={id} value={`${title} ${words ?? ''} ${id}`} icon={<CornerDownRight aria-hidden="true" />} onSelect={() => close(run)}>
                  {title}
                  {keys ? <Kbd keys={keys.replace('Mod', key)} /> : null}
                </Item>
              ))}
          </Group>
        ) : null}
        <Group heading="Go to">
          {[...sections, settings].map(({ label, icon: SectionIcon, href }) => (
            <Item key={label} value={`go ${label}`} icon={<SectionIcon aria-hidden="true" />} onSelect={go(href(slug))}>
              {label}
            </Item>
          ))}
          <Item value="go cards gallery components" icon={<LayoutGrid aria-hidden="true" />} onSelect={go(`/${slug}/gallery`)}>
            Cards
          </Item>
          <Item value="go models keys provider" icon={<SlidersHorizontal aria-hidden="true" />} onSelect={go(`/${slug}/settings/models`)}>
            Models
          </Item>
        </Group>
        {agents.data && agents.data.agents.length > 0 ? (
          <Group heading="Agents">
            {agents.data.agents.map((agent) => (
              <Item key={agent.id} value={`agent ${agent.name} ${agent.id}`} icon={<Icon name={agent.icon} />} onSelect={go(`/${slug}/agents/${agent.id}`)}>
                {agent.name}
              </Item>
            ))}
          </Group>
        ) : null}
        {rooms.data && rooms.data.rooms.length > 0 ? (
          <Group heading="Rooms">
            {rooms.data.rooms.slice(0, 40).map((room) => (
              <Item
                key={room.id}
                value={`room ${room.title} ${room.id}`}
                icon={<MessageSquare aria-hidden="true" />}
                onSelect={go(`/${slug}/rooms/${room.id}`)}
              >
                {roomTitle(room.title)}
              </Item>
            ))}
          </Group>
        ) : null}
        <Group heading="Do">
          {can('agent:edit') ? (
            <Item value="new agent create template" icon={<Plus aria-hidden="true" />} onSelect={go(`/${slug}/agents/new`)}>
              New agent
            </Item>
          ) : null}
          {themes
            .filter(({ value }) => value !== theme)
            .map(({ value, label, icon }) => (
              <Item
                key={value}
                value={`theme ${label}`}
                icon={icon}
                onSelect={() => {
                  setTheme(value)
                  close()
                }}
              >
                Theme: {label.toLowerCase()}
              </Item>
            ))}
          <Item value="sign out leave" icon={<LogOut aria-hidden="true" />} onSelect={leave}>
            Sign out
          </Item>
        </Group>
      </Command.List>
    </Command>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
    >
      {children}
    </Command.Group>
  )
}

function Item({ value, icon, onSelect, children }: { value: string; icon: ReactNode; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="group flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm select-none data-[selected=true]:bg-accent coarse:h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted-foreground"
    >
      {icon}
      <span className="flex min-w-0 flex-1 items-center justify-between gap-3 truncate">{children}</span>
      <CornerDownLeft aria-hidden="true" className="opacity-0 group-data-[selected=true]:opacity-100" />
    </Command.Item>
  )
}
