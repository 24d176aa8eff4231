'use client'
import type { AgentSummary } from '../../server/flows/contract.ts'
import { Icon } from '../icon.tsx'
import { Dialog, Spinner } from '../ui/index.ts'
import { useAgentThread } from './use-agent-thread.ts'

/** Whom to talk with. One press opens the room. */
export function NewRoomDialog({ agents, onClose }: { agents: AgentSummary[]; onClose: () => void }) {
  const { begin, beginning, error } = useAgentThread({ quiet: true })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New room" description="Choose whom to talk with.">
      {error ? (
        <p role="alert" className="mb-3 text-sm text-destructive">
          {error.message}
        </p>
      ) : null}
      <ul className="grid gap-1.5">
        {agents.map((agent) => (
          <li key={agent.id}>
            <button
              type="button"
              disabled={beginning !== null}
              onClick={() => begin(agent.id)}
              className="flex w-full items-center gap-3 rounded-lg border bg-card px-3 py-2.5 text-left transition-colors hover:border-border-strong hover:bg-accent disabled:opacity-60"
            >
              <span aria-hidden="true" className="flex size-8 shrink-0 items-center justify-center rounded-md border bg-background text-muted-foreground">
                <Icon name={agent.icon} className="size-4" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block truncate text-base font-medium">{agent.name}</span>
                {agent.description ? <span className="line-clamp-2 text-xs text-muted-foreground">{agent.description}</span> : null}
              </span>
              {beginning === agent.id ? <Spinner label="Opening" /> : null}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
