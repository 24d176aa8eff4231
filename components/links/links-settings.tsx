'use client'
import { Link2, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { type LinkView, listLinksContract } from '../../server/links/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, EmptyState, ErrorState } from '../ui/index.ts'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { LinkCard } from './link-card.tsx'
import { LinkDialog } from './link-dialog.tsx'

/** The workspace's chat links; those of one agent when it was come from there. */
export function LinksSettings({ agent }: { agent: string | undefined }) {
  const { slug, can } = useWorkspace()
  const list = useData(listLinksContract, { workspace: slug, ...(agent ? { agent } : {}) }, { every: 15_000 })
  const agents = useData(listAgentsContract, { workspace: slug })
  const [editing, setEditing] = useState<LinkView | 'new' | null>(null)
  if (list.isPending) return <RowSkeletons rows={3} />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} retrying={list.isFetching} />
  const { links } = list.data
  const about = agents.data?.agents.find(({ id }) => id === agent)
  const add = can('link:manage') ? (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus aria-hidden="true" /> New chat link
    </Button>
  ) : null
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">
          {agent
            ? `Links to ${about?.name ?? 'this agent'}. `
            : 'A link lets people from outside talk to one agent, on a page of its own or inside your site. '}
          Guests see their own conversation and nothing else; you see it in Rooms.{' '}
          {agent ? (
            <Link href={`/${slug}/settings/links`} className="whitespace-nowrap text-foreground underline underline-offset-2 hover:text-ember">
              All chat links
            </Link>
          ) : null}
        </p>
        {links.length > 0 ? add : null}
      </div>
      {links.length === 0 ? (
        <EmptyState icon={<Link2 />} title="No chat links yet" action={add}>
          Make one to a published agent, then send it to somebody or put it on your site.
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {links.map((link) => (
            <LinkCard key={link.id} link={link} onEdit={() => setEditing(link)} />
          ))}
        </ul>
      )}
      <LinkDialog editing={editing} agent={agent} onClose={() => setEditing(null)} />
    </div>
  )
}
