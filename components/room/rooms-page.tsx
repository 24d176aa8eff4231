'use client'
import { Archive, MessagesSquare, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { listRoomsContract, type RoomSummary } from '../../server/rooms/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, ButtonLink, EmptyState, ErrorState, Input, Page, PageHeader, Skeleton } from '../ui/index.ts'
import { MessageHits } from './message-hits.tsx'
import { NewRoomDialog } from './new-room-dialog.tsx'
import { RoomRow } from './room-row.tsx'
import { roomTitle } from './words.ts'

/** All talks of the workspace: what waits for an answer first, then the newest. */
export function RoomsPage() {
  const { slug, can } = useWorkspace()
  const [choosing, setChoosing] = useState(false)
  const [archived, setArchived] = useState(false)
  const [wanted, setWanted] = useState('')
  const { data, error, refetch, isFetching } = useData(listRoomsContract, archived ? { workspace: slug, archived: 'true' } : { workspace: slug }, {
    every: 20_000,
  })
  const { data: all } = useData(listAgentsContract, { workspace: slug })
  const published = all?.agents.filter((agent) => agent.publishedNumber !== null) ?? []
  const rooms = (data?.rooms ?? []).filter((room) => holds(room, wanted)).sort((a, b) => Number(b.waiting > 0) - Number(a.waiting > 0))
  const begin =
    can('room:create') && published.length > 0 ? (
      <Button variant="primary" onClick={() => setChoosing(true)}>
        <Plus aria-hidden="true" /> New room
      </Button>
    ) : null
  return (
    <Page narrow>
      <PageHeader title="Rooms" description="Where you talk with your agents. Every word is kept; you can come back any day." actions={begin} />
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} /> : null}
      {!data && !error ? <RowsSkeleton /> : null}
      {archived || wanted !== '' || (data && data.rooms.length > 0) ? (
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <Input
            type="search"
            aria-label="Find a room"
            placeholder="Find a room, or what was said in one"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            className="min-w-48 flex-1"
          />
          <Button aria-pressed={archived} variant={archived ? 'secondary' : 'ghost'} onClick={() => setArchived(!archived)}>
            <Archive aria-hidden="true" /> Put away
          </Button>
        </div>
      ) : null}
      {data && rooms.length === 0 && (archived || wanted !== '') && wanted.trim().length < 2 ? (
        <EmptyState icon={<Search />} title={wanted === '' ? 'Nothing is put away' : 'No room is called so'}>
          {archived ? 'Rooms that are put away stand here; the next message brings one back.' : 'Try another word, or look among the rooms that were put away.'}
        </EmptyState>
      ) : null}
      {data && data.rooms.length === 0 && !archived && wanted === '' ? (
        <EmptyState
          icon={<MessagesSquare />}
          title="No rooms yet"
          action={
            begin ??
            (can('agent:edit') ? (
              <ButtonLink variant="primary" href={`/${slug}/agents/new`}>
                Make an agent
              </ButtonLink>
            ) : null)
          }
        >
          {published.length > 0 || !all
            ? 'Open a room with one of your agents and ask it something.'
            : 'A room needs an agent to talk with. Make one from a template; it is ready to talk at once.'}
        </EmptyState>
      ) : null}
      {rooms.length > 0 ? (
        <ul className="divide-y overflow-hidden rounded-lg border bg-card">
          {rooms.map((room) => (
            <RoomRow key={room.id} room={room} href={`/${slug}/rooms/${room.id}`} />
          ))}
        </ul>
      ) : null}
      <MessageHits words={wanted} heading />
      {choosing ? <NewRoomDialog agents={published} onClose={() => setChoosing(false)} /> : null}
    </Page>
  )
}

/** Every word that is typed begins a word of the room's name or of one of its agents'. */
function holds({ title, agents }: RoomSummary, wanted: string): boolean {
  const words = [roomTitle(title), ...agents.map(({ name }) => name)].join(' ').toLowerCase().split(/\s+/)
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function RowsSkeleton() {
  return (
    <div role="status" aria-label="The rooms are being loaded" className="grid gap-px overflow-hidden rounded-lg border bg-card">
      {[40, 64, 52].map((width) => (
        <div key={width} className="flex h-15 items-center gap-3 px-4">
          <Skeleton className="size-8" />
          <div className="grid flex-1 gap-1.5">
            <div style={{ width: `${width}%` }}>
              <Skeleton className="h-3.5" />
            </div>
            <Skeleton className="h-3 w-28" />
          </div>
        </div>
      ))}
    </div>
  )
}
