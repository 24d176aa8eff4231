'use client'
import { MessageSquare } from 'lucide-react'
import Link from 'next/link'
import type { AgentSummary } from '../../server/flows/contract.ts'
import { AgentTile } from '../agents/agent-tile.tsx'
import { useAgentThread } from '../room/use-agent-thread.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Section } from './section.tsx'

export function HomeAgents({ agents }: { agents: AgentSummary[] }) {
  const { slug } = useWorkspace()
  if (agents.length === 0) return <EmptyState title="No agents yet">Somebody with the editor role can make the first one.</EmptyState>
  return (
    <Section title="Agents" more={{ href: `/${slug}/agents`, label: 'All agents' }}>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {agents.slice(0, 6).map((agent) => (
          <AgentCard key={agent.id} agent={agent} />
        ))}
      </ul>
    </Section>
  )
}

function AgentCard({ agent }: { agent: AgentSummary }) {
  const { slug, can } = useWorkspace()
  const { begin, beginning } = useAgentThread()
  return (
    <li className="relative flex flex-col gap-3 rounded-lg border bg-card p-4 transition-colors hover:border-border-strong">
      <div className="flex items-start gap-3">
        <AgentTile icon={agent.icon} />
        <div className="min-w-0 flex-1">
          <Link href={`/${slug}/agents/${agent.id}`} className="block truncate rounded-sm text-base font-medium after:absolute after:inset-0">
            {agent.name}
          </Link>
          <p className="line-clamp-2 text-sm text-muted-foreground">{agent.description || 'No description yet.'}</p>
        </div>
      </div>
      <div className="relative mt-auto flex items-center gap-2 pt-1">
        {agent.publishedNumber === null ? (
          <Badge title="Nothing is published yet, so it cannot run">Draft</Badge>
        ) : can('room:create') && agent.talks ? (
          <Button size="sm" onClick={() => begin(agent.id)} busy={beginning === agent.id} aria-label={`Talk to ${agent.name}`}>
            <MessageSquare aria-hidden="true" /> Talk
          </Button>
        ) : null}
      </div>
    </li>
  )
}
