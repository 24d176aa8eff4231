'use client'
import { MessagesSquare, Plus } from 'lucide-react'
import { useState } from 'react'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { listRoomsContract } from '../../server/rooms/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, ButtonLink, EmptyState, ErrorState, Page, PageHeader, Skeleton } from '../ui/index.ts'
import { NewRoomDialog } from './new-room-dialog.tsx'
import { RoomRow } from './room-row.tsx'

/** All talks of the workspace: what waits for an answer first, then the newest. */
export function RoomsPage() {
  const { slug, can } = useWorkspace()
  const [choosing, setChoosing] = useState(false)
  const { data, error, refetch, isFetching } = useData(listRoomsContract, { workspace: slug }, { every: 20_000 })
  const { data: all } = useData(listAgentsContract, { workspace: slug })
  const published = all?.agents.filter((agent) => agent.publishedNumber !== null) ?? []
  const rooms = [...(data?.rooms ?? [])].sort((a, b) => Number(b.waiting > 0) - Number(a.waiting > 0))
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
      {data && rooms.length === 0 ? (
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
      {choosing ? <NewRoomDialog agents={published} onClose={() => setChoosing(false)} /> : null}
    </Page>
  )
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
