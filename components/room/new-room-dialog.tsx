'use client'
import { useRouter } from 'next/navigation'
import type { AgentSummary } from '../../server/flows/contract.ts'
import { createRoomContract, listRoomsContract } from '../../server/rooms/contract.ts'
import { useAction } from '../data/use-data.ts'
import { Icon } from '../icon.tsx'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Dialog, Spinner } from '../ui/index.ts'

/** Whom to talk with. One press opens the room. */
export function NewRoomDialog({ agents, onClose }: { agents: AgentSummary[]; onClose: () => void }) {
  const { slug } = useWorkspace()
  const router = useRouter()
  const create = useAction(createRoomContract, { refresh: [listRoomsContract], onDone: (room) => router.push(`/${slug}/rooms/${room.id}`), quiet: true })
  const busy = create.isPending || create.isSuccess
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New room" description="Choose whom to talk with.">
      {create.error ? (
        <p role="alert" className="mb-3 text-sm text-destructive">
          {create.error.message}
        </p>
      ) : null}
      <ul className="grid gap-1.5">
        {agents.map((agent) => (
          <li key={agent.id}>
            <button
              type="button"
              disabled={busy}
              onClick={() => create.mutate({ workspace: slug, agent: agent.id })}
              className="flex w-full items-center gap-3 rounded-lg border bg-card px-3 py-2.5 text-left transition-colors hover:border-border-strong hover:bg-accent disabled:opacity-60"
            >
              <span aria-hidden="true" className="flex size-8 shrink-0 items-center justify-center rounded-md border bg-background text-muted-foreground">
                <Icon name={agent.icon} className="size-4" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block truncate text-base font-medium">{agent.name}</span>
                {agent.description ? <span className="line-clamp-2 text-xs text-muted-foreground">{agent.description}</span> : null}
              </span>
              {busy && create.variables?.agent === agent.id ? <Spinner label="Opening" /> : null}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
