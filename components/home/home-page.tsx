'use client'
import { Plus } from 'lucide-react'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { Gallery } from '../agents/gallery.tsx'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { HomeAgents } from './home-agents.tsx'
import { HomeRooms } from './home-rooms.tsx'
import { HomeRuns } from './home-runs.tsx'
import { WaitingList } from './waiting-list.tsx'

export function HomePage() {
  const { slug, name, person, can } = useWorkspace()
  const agents = useData(listAgentsContract, { workspace: slug })
  const none = agents.data?.agents.length === 0
  if (none && can('agent:edit'))
    return (
      <Page>
        <PageHeader
          title={`Welcome, ${person.name.split(/\s+/)[0]}`}
          description="Take a template to begin with. It is published at once: talk to it, then open its flow and make it yours."
          actions={
            <ButtonLink href={`/${slug}/agents/new`} variant="ghost">
              All templates, or an empty flow
            </ButtonLink>
          }
        />
        <Gallery most={3} />
      </Page>
    )
  return (
    <Page>
      <PageHeader
        title={name}
        actions={
          can('agent:edit') ? (
            <ButtonLink href={`/${slug}/agents/new`}>
              <Plus aria-hidden="true" /> New agent
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid gap-9">
        <WaitingList />
        {agents.isPending ? (
          <RowSkeletons rows={3} />
        ) : agents.isError ? (
          <ErrorState error={agents.error} onRetry={() => agents.refetch()} retrying={agents.isFetching} />
        ) : (
          <HomeAgents agents={agents.data.agents} />
        )}
        <div className="grid gap-x-8 gap-y-9 lg:grid-cols-2">
          <HomeRooms />
          <HomeRuns />
        </div>
      </div>
    </Page>
  )
}
