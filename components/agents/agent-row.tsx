'use client'
import { AlarmClock, Archive, Ellipsis, MessageSquare, Pencil, Share2, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { type AgentSummary, listAgentsContract, updateAgentContract } from '../../server/flows/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useAgentThread } from '../room/use-agent-thread.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../ui/menu.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { toast } from '../ui/toast.ts'
import { AgentTile } from './agent-tile.tsx'
import { RenameAgentDialog } from './rename-agent-dialog.tsx'
import { TriggersDialog } from './triggers-dialog.tsx'

export function AgentRow({ agent }: { agent: AgentSummary }) {
  const { slug, can } = useWorkspace()
  const { begin, beginning } = useAgentThread()
  const mayTalk = can('room:create') && agent.publishedNumber !== null && agent.talks
  const href = `/${slug}/agents/${agent.id}`
  return (
    <li className="relative flex items-center gap-3 border-b px-4 py-3 transition-colors last:border-b-0 hover:bg-muted/60">
      <AgentTile icon={agent.icon} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          {/* The link covers the row; what can be pressed stands above it. */}
          <Link href={href} className="rounded-sm text-base font-medium after:absolute after:inset-0">
            {agent.name}
          </Link>
          <PublishedBadge number={agent.publishedNumber} />
        </div>
        <p className="truncate text-sm text-muted-foreground">{agent.description || 'No description yet.'}</p>
      </div>
      <span className="hidden text-xs whitespace-nowrap text-muted-foreground lg:block">
        changed <TimeAgo at={agent.updatedAt} />
      </span>
      <div className="relative flex items-center gap-1">
        {mayTalk ? (
          <Button size="sm" onClick={() => begin(agent.id)} busy={beginning === agent.id} className="max-sm:hidden">
            <MessageSquare aria-hidden="true" /> Talk
          </Button>
        ) : null}
        <AgentMenu agent={agent} onTalk={mayTalk ? () => begin(agent.id) : null} />
      </div>
    </li>
  )
}

export function PublishedBadge({ number }: { number: number | null }) {
  return number === null ? (
    <Badge tone="warning" title="Nothing is published yet, so it cannot run">
      Draft
    </Badge>
  ) : (
    <Badge>Revision {number}</Badge>
  )
}

function AgentMenu({ agent, onTalk }: { agent: AgentSummary; onTalk: (() => void) | null }) {
  const { slug, can } = useWorkspace()
  const [asking, setAsking] = useState<'rename' | 'archive' | 'triggers' | null>(null)
  const archive = useAction(updateAgentContract, {
    refresh: [listAgentsContract],
    onDone: () => {
      setAsking(null)
      toast.success(`${agent.name} is archived`)
    },
  })
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`More for ${agent.name}`} size="sm">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        {onTalk ? (
          <MenuItem icon={<MessageSquare aria-hidden="true" />} onSelect={onTalk}>
            Talk to it
          </MenuItem>
        ) : null}
        <MenuLink icon={<SquarePen aria-hidden="true" />} href={`/${slug}/agents/${agent.id}`}>
          {can('agent:edit') ? 'Edit its flow' : 'See its flow'}
        </MenuLink>
        <MenuItem icon={<AlarmClock aria-hidden="true" />} onSelect={() => setAsking('triggers')}>
          Triggers
        </MenuItem>
        {can('link:manage') && agent.publishedNumber !== null && agent.talks ? (
          <MenuLink icon={<Share2 aria-hidden="true" />} href={`/${slug}/settings/links?agent=${agent.id}`}>
            Share
          </MenuLink>
        ) : null}
        {can('agent:edit') ? (
          <>
            <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => setAsking('rename')}>
              Rename
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Archive aria-hidden="true" />} danger onSelect={() => setAsking('archive')}>
              Archive
            </MenuItem>
          </>
        ) : null}
      </Menu>
      <TriggersDialog agent={agent} open={asking === 'triggers'} onOpenChange={(open) => setAsking(open ? 'triggers' : null)} />
      <RenameAgentDialog agent={agent} open={asking === 'rename'} onOpenChange={(open) => setAsking(open ? 'rename' : null)} />
      <ConfirmDialog
        open={asking === 'archive'}
        onOpenChange={(open) => setAsking(open ? 'archive' : null)}
        title={`Archive ${agent.name}?`}
        confirm="Archive"
        danger
        busy={archive.isPending}
        onConfirm={() => archive.mutate({ workspace: slug, agent: agent.id, archived: true })}
      >
        It leaves this list and takes no new messages. Its rooms, runs and records stay readable, and runs that are under way go on.
      </ConfirmDialog>
    </>
  )
}
