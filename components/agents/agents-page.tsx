'use client'
import { Bot, Plus } from 'lucide-react'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { AgentRow } from './agent-row.tsx'

export function AgentsPage() {
  const { slug, can } = useWorkspace()
  const agents = useData(listAgentsContract, { workspace: slug })
  const newAgent = can('agent:edit') ? (
    <ButtonLink href={`/${slug}/agents/new`} variant="primary">
      <Plus aria-hidden="true" /> New agent
    </ButtonLink>
  ) : null
  return (
    <Page>
      <PageHeader title="Agents" description="Each one is a flow you can open, change and publish. What is published is what runs." actions={newAgent} />
      {agents.isPending ? (
        <RowSkeletons rows={3} />
      ) : agents.isError ? (
        <ErrorState error={agents.error} onRetry={() => agents.refetch()} retrying={agents.isFetching} />
      ) : agents.data.agents.length === 0 ? (
        <EmptyState icon={<Bot />} title="No agents yet" action={newAgent}>
          Start from a template that works at once, or from an empty canvas.
        </EmptyState>
      ) : (
        <ul className="overflow-hidden rounded-lg border bg-card">
          {agents.data.agents.map((agent) => (
            <AgentRow key={agent.id} agent={agent} />
          ))}
        </ul>
      )}
    </Page>
  )
}
