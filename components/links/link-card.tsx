'use client'
import { Code, Ellipsis, ExternalLink, KeyRound, RefreshCw, Settings2, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { deleteLinkContract, type LinkView, listLinksContract, rotateLinkContract, updateLinkContract } from '../../server/links/contract.ts'
import { CopyLine } from '../agents/copy-line.tsx'
import { useAction } from '../data/use-data.ts'
import { Icon } from '../icon.tsx'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge, Button, ButtonLink, ConfirmDialog, IconButton, Menu, MenuItem, MenuSeparator, Switch, TimeAgo, toast } from '../ui/index.ts'
import { EmbedDialog } from './embed-dialog.tsx'
import { GuestsSheet } from './guests-sheet.tsx'
import { limitWords, standingOf, usageWords } from './link-words.ts'
import { SecretDialog } from './secret-dialog.tsx'

type Asking = 'off' | 'rotate' | 'delete' | 'secret' | 'embed' | 'guests' | null

export function LinkCard({ link, onEdit }: { link: LinkView; onEdit: () => void }) {
  const { slug, can } = useWorkspace()
  const [asking, setAsking] = useState<Asking>(null)
  const { settings, agent, url, hit } = link
  const standing = standingOf(link, new Date())
  const key = { workspace: slug, link: link.id }
  const done = { refresh: [listLinksContract], onDone: () => setAsking(null) }
  const change = useAction(updateLinkContract, done)
  const close = () => setAsking(null)
  return (
    <li aria-label={settings.title} className="rounded-lg border bg-card">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 pt-3.5">
        <span aria-hidden="true" className="flex size-8 shrink-0 items-center justify-center rounded-md border bg-background text-muted-foreground">
          <Icon name={agent.icon} className="size-4" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base font-medium">
            <span className="min-w-0 break-words">{settings.title}</span>
            <Badge tone={standing.tone}>{standing.words}</Badge>
            <Badge>{settings.access === 'public' ? 'Public' : 'Restricted'}</Badge>
          </h2>
          <p className="truncate text-sm text-muted-foreground">to {agent.name}</p>
        </div>
        {can('link:manage') ? (
          <div className="flex items-center gap-2 pt-1">
            <Switch
              label={`${settings.title} is on`}
              checked={link.live}
              disabled={change.isPending}
              onChange={(live) => (live ? change.mutate({ ...key, live }) : setAsking('off'))}
            />
            <More link={link} onAsk={setAsking} />
          </div>
        ) : null}
      </div>
      <div className="grid gap-3 px-4 pt-3 pb-4 sm:pl-15">
        {url ? (
          <CopyLine label="Address" text={url} />
        ) : (
          <p className="text-sm text-muted-foreground">Its address is shown to editors: whoever has it can talk to the agent.</p>
        )}
        <p className="text-sm text-muted-foreground tabular-nums">
          {usageWords(link)}
          {link.expiresAt ? ` · until ${new Date(link.expiresAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}` : ''}
        </p>
        {hit ? (
          <p className="text-sm text-warning">
            {limitWords[hit.limit]}, <TimeAgo at={hit.at} />.
          </p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setAsking('guests')}>
            <Users aria-hidden="true" /> Guests
          </Button>
          {can('link:manage') ? (
            <>
              <Button size="sm" onClick={onEdit}>
                <Settings2 aria-hidden="true" /> Change
              </Button>
              <Button size="sm" onClick={() => setAsking('embed')}>
                <Code aria-hidden="true" /> Put on a site
              </Button>
            </>
          ) : null}
          {url ? (
            <ButtonLink size="sm" href={url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden="true" /> Open
            </ButtonLink>
          ) : null}
        </div>
      </div>
      <EmbedDialog link={link} open={asking === 'embed'} onClose={close} />
      <SecretDialog link={link} open={asking === 'secret'} onClose={close} />
      {asking === 'guests' ? <GuestsSheet link={link} onClose={close} /> : null}
      <ConfirmDialog
        open={asking === 'off'}
        onOpenChange={(open) => !open && close()}
        title={`Switch off ${settings.title}?`}
        confirm="Switch off"
        danger
        busy={change.isPending}
        onConfirm={() => change.mutate({ ...key, live: false })}
      >
        All conversations of its guests end at once, and what the agent does for them is stopped. Switched on again, unknown guests begin anew. What was said
        stays in Rooms.
      </ConfirmDialog>
      <Rotate link={link} open={asking === 'rotate'} onClose={close} />
      <Delete link={link} open={asking === 'delete'} onClose={close} />
    </li>
  )
}

function More({ link, onAsk }: { link: LinkView; onAsk: (what: Asking) => void }) {
  return (
    <Menu
      trigger={
        <IconButton label={`More for ${link.settings.title}`} size="sm">
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem icon={<KeyRound aria-hidden="true" />} onSelect={() => onAsk('secret')}>
        {link.signs ? 'New signing secret' : 'Signing secret'}
      </MenuItem>
      <MenuItem icon={<RefreshCw aria-hidden="true" />} onSelect={() => onAsk('rotate')}>
        New address
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden="true" />} danger onSelect={() => onAsk('delete')}>
        Delete
      </MenuItem>
    </Menu>
  )
}

type ConfirmProps = { link: LinkView; open: boolean; onClose: () => void }

function Rotate({ link, open, onClose }: ConfirmProps) {
  const { slug } = useWorkspace()
  const rotate = useAction(rotateLinkContract, {
    refresh: [listLinksContract],
    onDone: () => {
      onClose()
      toast.success('The link has a new address')
    },
  })
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(on) => !on && onClose()}
      title="Give this link a new address?"
      confirm="New address"
      danger
      busy={rotate.isPending}
      onConfirm={() => rotate.mutate({ workspace: slug, link: link.id })}
    >
      The old address leads nowhere at once, also for guests who are there now. Sites that embed the chat need the new one.
    </ConfirmDialog>
  )
}

function Delete({ link, open, onClose }: ConfirmProps) {
  const { slug } = useWorkspace()
  const remove = useAction(deleteLinkContract, { refresh: [listLinksContract], onDone: () => toast.success('The chat link is gone') })
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(on) => !on && onClose()}
      title={`Delete ${link.settings.title}?`}
      confirm="Delete"
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ workspace: slug, link: link.id })}
    >
      Its address leads nowhere, and its guests’ conversations end. What was said stays in Rooms.
    </ConfirmDialog>
  )
}
