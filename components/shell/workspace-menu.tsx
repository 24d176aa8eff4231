'use client'
import { ChevronsUpDown, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx'
import { useWorkspace } from './workspace-context.tsx'

export function WorkspaceMenu() {
  const { slug, name, workspaces } = useWorkspace()
  const [making, setMaking] = useState(false)
  const router = useRouter()
  return (
    <>
      <Menu
        align="start"
        className="w-56"
        trigger={
          <button
            type="button"
            className="flex h-9 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-sidebar-accent data-popup-open:bg-sidebar-accent coarse:h-11"
          >
            <Avatar name={name} shape="square" />
            <span className="min-w-0 flex-1 truncate text-sm font-semibold text-foreground">{name}</span>
            <ChevronsUpDown aria-label="Change workspace" className="size-3.5 text-muted-foreground" />
          </button>
        }
      >
        <MenuChoice
          label="Workspaces"
          value={slug}
          onChange={(next) => router.push(`/${next}`)}
          items={workspaces.map((one) => ({ value: one.slug, label: one.name }))}
        />
        <MenuSeparator />
        <MenuItem icon={<Plus aria-hidden="true" />} onSelect={() => setMaking(true)}>
          New workspace
        </MenuItem>
      </Menu>
      <NewWorkspaceDialog open={making} onOpenChange={setMaking} />
    </>
  )
}
