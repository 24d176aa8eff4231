'use client'
import { AtSign, Bell as BellIcon, BellRing, CheckCheck, CircleHelp, MessageSquare, Settings2 } from 'lucide-react'
import { listNoticesContract, type Notice, seeNoticesContract } from '../../server/notices/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../ui/menu.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { useNotices } from './use-notices.ts'

/** What waits for you: answers that came while you were away, decisions that you may make. */
export function Bell({ size, side = 'top' }: { size?: 'lg'; side?: 'top' | 'bottom' }) {
  const { slug } = useWorkspace()
  const notices = useNotices(slug)
  const see = useAction(seeNoticesContract, { refresh: [listNoticesContract] })
  const count = notices.length
  return (
    <Menu
      align="start"
      side={side}
      className="w-80 max-w-[calc(100vw-1rem)]"
      trigger={
        <IconButton
          label={count === 0 ? 'Nothing waits for you' : `${count} ${count === 1 ? 'thing waits' : 'things wait'} for you`}
          size={size}
          className="relative"
        >
          {count > 0 ? <BellRing aria-hidden="true" /> : <BellIcon aria-hidden="true" />}
          {count > 0 ? <span aria-hidden="true" className="absolute top-1 right-1 size-2 rounded-full bg-ember ring-2 ring-sidebar" /> : null}
        </IconButton>
      }
    >
      {count === 0 ? <p className="px-2 py-3 text-center text-sm text-muted-foreground">Nothing waits for you.</p> : null}
      {notices.map((notice) => (
        <NoticeLink
          key={notice.id}
          notice={notice}
          slug={slug}
          onOpen={() => notice.kind !== 'decision' && see.mutate({ workspace: slug, notices: [notice.id] })}
        />
      ))}
      <MenuSeparator />
      {count > 0 ? (
        <MenuItem icon={<CheckCheck aria-hidden="true" />} onSelect={() => see.mutate({ workspace: slug })}>
          Put all away
        </MenuItem>
      ) : null}
      <MenuLink icon={<Settings2 aria-hidden="true" />} href={`/${slug}/settings/account`}>
        What I am told of
      </MenuLink>
    </Menu>
  )
}

const icons = { answer: MessageSquare, decision: CircleHelp, mention: AtSign } satisfies Record<Notice['kind'], unknown>

function pathOf({ room, run, agent, thread, seq }: Notice): string {
  if (thread !== null) return `/agents/${agent}?comment=${thread}`
  return room === null ? `/runs/${run}` : `/rooms/${room}${seq > 0 ? `?at=${seq}` : ''}`
}

function NoticeLink({ notice, slug, onOpen }: { notice: Notice; slug: string; onOpen: () => void }) {
  const { kind, title, text, at } = notice
  const Icon = icons[kind]
  const href = `/${slug}${pathOf(notice)}`
  return (
    <MenuLink href={href} onOpen={onOpen} icon={<Icon aria-hidden="true" className={kind === 'decision' ? 'self-start text-ember!' : 'self-start'} />}>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{title}</span>
        <TimeAgo at={at} className="shrink-0 text-xs text-muted-foreground" />
      </span>
      <span className="line-clamp-2 text-xs whitespace-normal text-muted-foreground">{text}</span>
    </MenuLink>
  )
}
