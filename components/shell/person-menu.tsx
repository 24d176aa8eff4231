'use client'
import { LogOut, UserRound } from 'lucide-react'
import { Avatar } from '../ui/avatar.tsx'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../ui/menu.tsx'
import { leave } from './leave.ts'
import { ThemeChoice } from './theme-button.tsx'
import { useWorkspace } from './workspace-context.tsx'

export function PersonMenu() {
  const { slug, person } = useWorkspace()
  return (
    <Menu
      align="start"
      side="top"
      className="w-56"
      trigger={
        <button
          type="button"
          className="flex h-8.5 min-w-0 items-center gap-2 rounded-md px-1.5 text-left text-sm hover:bg-sidebar-accent data-popup-open:bg-sidebar-accent coarse:h-11"
        >
          <Avatar name={person.name} size="xs" />
          <span className="min-w-0 flex-1 truncate">{person.name}</span>
          <span className="sr-only">, account and theme</span>
        </button>
      }
    >
      <p className="truncate px-2 pt-1.5 pb-2 text-xs text-muted-foreground">{person.email}</p>
      <MenuLink icon={<UserRound aria-hidden="true" />} href={`/${slug}/settings/account`}>
        Account
      </MenuLink>
      <MenuSeparator />
      <ThemeChoice />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
