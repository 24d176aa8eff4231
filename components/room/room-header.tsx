'use client'
import { Archive, ChevronLeft, Ellipsis, FileCheck, FileText, GitBranch, ListTree, Pencil, Search, Users, Workflow } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Conversation, itemsOf } from '../../server/conversation/index.ts'
import { toErrorData } from '../../server/kernel/errors.ts'
import { type AboutRoom, listRoomsContract, type Present, renameRoomContract } from '../../server/rooms/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { environmentTone, environmentWords } from '../environments/environment-words.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge, ConfirmDialog, IconButton, Menu, MenuItem, MenuLink, MenuSeparator, toast } from '../ui/index.ts'
import { saveRoom } from './export-room.ts'
import { Faces } from './faces.tsx'
import type { RoomSnapshot } from './use-room.ts'
import { roomTitle } from './words.ts'

// what most visits never open is fetched when it is
const MembersSheet = dynamic(() => import('./members-sheet.tsx').then((part) => part.MembersSheet), { ssr: false })
const RenameDialog = dynamic(() => import('./rename-dialog.tsx').then((part) => part.RenameDialog), { ssr: false })
const SearchDialog = dynamic(() => import('./search-dialog.tsx').then((part) => part.SearchDialog), { ssr: false })

/** What the room is called, who is in it, and what can be done with it. */
export function RoomHeader({
  summary,
  about,
  conversation,
  others,
}: {
  summary: RoomSnapshot | null
  about: AboutRoom | undefined
  conversation: Conversation
  others: readonly Present[]
}) {
  const { slug, can } = useWorkspace()
  const router = useRouter()
  const [renaming, setRenaming] = useState(false)
  const [archiving, setArchiving] = useState(false)
  const [looking, setLooking] = useState(false)
  const [searching, setSearching] = useState(false)
  // the list is kept fresh by the sidebar: it knows a new title first
  const { data } = useData(listRoomsContract, { workspace: slug })
  const known = data?.rooms.find((room) => room.id === summary?.id)
  const title = summary ? roomTitle(known?.title || about?.title || summary.title) : ''
  const lastRun = itemsOf(conversation).findLast((item) => item.runId !== null)?.runId
  const archive = useAction(renameRoomContract, {
    refresh: [listRoomsContract],
    onDone: () => {
      toast.success('The room is put away')
      router.push(`/${slug}/rooms`)
    },
  })
  const [agent] = about?.agents ?? summary?.agents ?? []
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b px-2 sm:px-4">
      <Link
        href={`/${slug}/rooms`}
        aria-label="All rooms"
        className="flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground coarse:size-10"
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-base leading-5 font-semibold">{title || ' '}</h1>
        <p className="truncate text-xs text-muted-foreground">
          {about?.forkedFrom ? (
            <>
              <Link href={`/${slug}/rooms/${about.forkedFrom.id}?at=${about.forkedFrom.seq}`} className="underline underline-offset-2 hover:text-foreground">
                Branch of {roomTitle(about.forkedFrom.title)}
              </Link>
              {' · '}
            </>
          ) : null}
          {about ? whoIsHere(about) : summary?.agents.map((a) => a.name).join(', ')}
        </p>
      </div>
      {known && known.environment !== 'production' ? <Badge tone={environmentTone[known.environment]}>{environmentWords[known.environment]}</Badge> : null}
      <Faces others={others} />
      {summary ? (
        <IconButton label="Search in this room" side="bottom" onClick={() => setSearching(true)}>
          <Search aria-hidden="true" />
        </IconButton>
      ) : null}
      {about ? (
        <IconButton label="People and agents" side="bottom" onClick={() => setLooking(true)}>
          <Users aria-hidden="true" />
        </IconButton>
      ) : null}
      {summary ? (
        <Menu
          trigger={
            <IconButton label="More" side="bottom">
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
        >
          {lastRun ? (
            <MenuLink icon={<ListTree aria-hidden="true" />} href={`/${slug}/runs/${lastRun}`}>
              Latest run
            </MenuLink>
          ) : null}
          {agent ? (
            <MenuLink icon={<Workflow aria-hidden="true" />} href={`/${slug}/agents/${agent.id}`}>
              Open {agent.name}
            </MenuLink>
          ) : null}
          {about?.branches.slice(0, 5).map((branch) => (
            <MenuLink key={branch.id} icon={<GitBranch aria-hidden="true" />} href={`/${slug}/rooms/${branch.id}`}>
              {roomTitle(branch.title)}
            </MenuLink>
          ))}
          <MenuSeparator />
          <MenuItem icon={<FileText aria-hidden="true" />} onSelect={() => void save(slug, summary.id, 'md')}>
            Save as Markdown
          </MenuItem>
          <MenuItem icon={<FileCheck aria-hidden="true" />} onSelect={() => void save(slug, summary.id, 'json')}>
            Save with proof (JSON)
          </MenuItem>
          {can('room:update') ? (
            <>
              <MenuSeparator />
              <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => setRenaming(true)}>
                Rename
              </MenuItem>
              <MenuItem icon={<Archive aria-hidden="true" />} onSelect={() => setArchiving(true)}>
                Put away
              </MenuItem>
            </>
          ) : null}
        </Menu>
      ) : null}
      {about && looking ? <MembersSheet about={about} others={others} onClose={() => setLooking(false)} /> : null}
      {summary && searching ? <SearchDialog room={summary.id} onClose={() => setSearching(false)} /> : null}
      {summary && renaming ? <RenameDialog room={summary.id} title={title} onClose={() => setRenaming(false)} /> : null}
      {summary ? (
        <ConfirmDialog
          open={archiving}
          onOpenChange={setArchiving}
          title="Put this room away?"
          confirm="Put away"
          busy={archive.isPending}
          onConfirm={() => archive.mutate({ workspace: slug, room: summary.id, archived: true })}
        >
          It leaves the list. What was said stays, and its address still opens it.
        </ConfirmDialog>
      ) : null}
    </header>
  )
}

function whoIsHere({ agents, people, guests }: AboutRoom): string {
  const names = [...agents, ...guests].map(({ name }) => name)
  if (guests.length > 0 && people.length === 0) return names.join(', ')
  return [...names, `${people.length} ${people.length === 1 ? 'person' : 'people'}`].join(', ')
}

async function save(...room: Parameters<typeof saveRoom>): Promise<void> {
  await saveRoom(...room).catch((error: unknown) => toast.error(toErrorData(error).message))
}
