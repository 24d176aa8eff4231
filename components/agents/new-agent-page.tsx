'use client'
import { SquareDashed } from 'lucide-react'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Gallery } from './gallery.tsx'
import { OwnTemplates } from './own-templates.tsx'
import { useNewAgent } from './use-new-agent.ts'

export function NewAgentPage() {
  const { slug, can } = useWorkspace()
  const { create, making } = useNewAgent()
  return (
    <Page>
      <PageHeader
        back={{ href: `/${slug}/agents`, label: 'Agents' }}
        title="New agent"
        description="A template is a whole flow of ordinary blocks: published at once, and yours to change."
        actions={
          can('agent:edit') ? (
            <Button onClick={() => create()} busy={making === ''}>
              <SquareDashed aria-hidden="true" /> Start empty
            </Button>
          ) : null
        }
      />
      {can('agent:edit') ? (
        <>
          <OwnTemplates />
          <Gallery />
        </>
      ) : (
        <EmptyState title="Your role does not make agents">Ask an owner or admin of this workspace for the editor role.</EmptyState>
      )}
    </Page>
  )
}
