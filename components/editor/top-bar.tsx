'use client'
import {
  AlarmClock,
  ArrowLeft,
  CircleHelp,
  Ellipsis,
  FlaskConical,
  History,
  Layers,
  MessageCircle,
  MessageSquareText,
  MessagesSquare,
  Play,
  Redo2,
  Share2,
  Sparkles,
  Undo2,
  Waypoints,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { AgentView } from '../../server/flows/contract.ts'
import { TriggersDialog } from '../agents/triggers-dialog.tsx'
import { Badge, Button, ButtonLink, IconButton, Menu, MenuItem, MenuLink } from '../ui/index.ts'
import { useSelected } from './context.ts'
import { FlowFileItems } from './flow-file-items.tsx'
import { OwnDialogs, type OwnHands, OwnItems, type OwnOpen } from './own-items.tsx'
import { RunsAtOnceDialog } from './runs-at-once-dialog.tsx'
import type { EditorStore } from './store.ts'

export type TopBarProps = {
  agent: AgentView
  store: EditorStore
  back: string
  /** The page of the workspace's chat links. */
  share: string
  readOnly: boolean
  canStart: boolean
  /** The flow answers chat messages; else it is run by hand. */
  talks: boolean
  starting: boolean
  saveMark: ReactNode
  /** Who else is here. */
  people: ReactNode
  problems: ReactNode
  hasProblems: boolean
  onRename: (name: string) => void
  onStart: () => void
  onPublish: () => void
  onHelp: () => void
  onUsages: () => void
  onVersions: () => void
  helped: boolean
  onCopilot: () => void
  /** How many talks are open. */
  openComments: number
  commenting: boolean
  onComments: () => void
  trying: boolean
  onTry: () => void
  ownHands: OwnHands
  /** Talking to the draft; null where there is nothing to talk to. */
  chat: { open: boolean; toggle: () => void } | null
}

export function TopBar({
  agent,
  store,
  back,
  share,
  readOnly,
  canStart,
  talks,
  starting,
  saveMark,
  people,
  problems,
  hasProblems,
  onRename,
  onStart,
  onPublish,
  onHelp,
  onUsages,
  onVersions,
  helped,
  onCopilot,
  openComments,
  commenting,
  onComments,
  trying,
  onTry,
  ownHands,
  chat,
}: TopBarProps) {
  const canUndo = useSelected(store, (state) => state.history.past > 0)
  const canRedo = useSelected(store, (state) => state.history.future > 0)
  const unpublished = agent.publishedNumber === null
  const [triggers, setTriggers] = useState(false)
  const [own, setOwn] = useState<OwnOpen>(null)
  const [limiting, setLimiting] = useState(false)
  return (
    <header className="@container flex h-12 shrink-0 items-center gap-2 border-b bg-background pr-3 pl-2">
      <ButtonLink href={back} variant="ghost" size="sm" aria-label="All agents" className="max-sm:hidden">
        <ArrowLeft aria-hidden="true" />
      </ButtonLink>
      <AgentName key={agent.name} name={agent.name} readOnly={readOnly} onRename={onRename} />
      <button
        type="button"
        title={`${unpublished ? 'Only a draft so far' : agent.changed ? 'The draft differs from what runs' : 'What you see is what runs'}. Opens the versions.`}
        onClick={onVersions}
        className="flex h-8 shrink-0 items-center rounded-md px-1 hover:bg-muted @max-2xl:hidden"
      >
        <Badge tone={unpublished || agent.changed ? 'neutral' : 'success'}>
          {unpublished ? 'Draft' : agent.changed ? `Draft, after revision ${agent.publishedNumber}` : `Revision ${agent.publishedNumber}`}
        </Badge>
      </button>
      <span className="@max-xl:hidden">{readOnly ? <span className="text-xs text-subtle-foreground">You may look, not change</span> : saveMark}</span>
      <span className="flex-1" />
      {people}
      {readOnly ? null : (
        <span className="flex @max-4xl:hidden">
          <IconButton label="Undo" keys="Ctrl Z" side="bottom" disabled={!canUndo} onClick={() => store.perform({ kind: 'undo' })}>
            <Undo2 aria-hidden="true" />
          </IconButton>
          <IconButton label="Redo" keys="Ctrl Shift Z" side="bottom" disabled={!canRedo} onClick={() => store.perform({ kind: 'redo' })}>
            <Redo2 aria-hidden="true" />
          </IconButton>
        </span>
      )}
      {readOnly ? null : (
        <IconButton label="Copilot" side="bottom" aria-expanded={helped} onClick={onCopilot} className="@max-4xl:hidden">
          <Sparkles aria-hidden="true" />
        </IconButton>
      )}
      <IconButton label={commentWords(openComments)} side="bottom" aria-expanded={commenting} onClick={onComments} className="relative @max-4xl:hidden">
        <MessageSquareText aria-hidden="true" />
        {openComments > 0 ? <span aria-hidden="true" className="absolute top-1 right-1 size-2 rounded-full bg-info ring-2 ring-background" /> : null}
      </IconButton>
      {chat ? (
        <IconButton label="Test chat" side="bottom" aria-expanded={chat.open} onClick={chat.toggle} className="@max-4xl:hidden">
          <MessagesSquare aria-hidden="true" />
        </IconButton>
      ) : null}
      {problems}
      {readOnly || !canStart ? null : (
        <Button aria-expanded={trying} title="Run the draft, or a part of it. Nothing is published." onClick={onTry}>
          <FlaskConical aria-hidden="true" />
          <span className="@max-2xl:sr-only">Try it</span>
        </Button>
      )}
      <Button
        busy={starting}
        disabled={unpublished || !canStart}
        title={unpublished ? 'Publish it first' : `With revision ${agent.publishedNumber}`}
        onClick={onStart}
      >
        {talks ? <MessageCircle aria-hidden="true" /> : <Play aria-hidden="true" />}
        <span className="@max-2xl:sr-only">{talks ? 'Talk to it' : 'Run'}</span>
      </Button>
      {readOnly ? null : (
        <Button variant="primary" disabled={!hasProblems && !unpublished && !agent.changed} onClick={onPublish}>
          Publish
        </Button>
      )}
      <Menu
        trigger={
          <IconButton label="More" side="bottom">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        {readOnly ? null : (
          <>
            <MenuItem icon={<Undo2 aria-hidden="true" />} keys="Ctrl Z" disabled={!canUndo} onSelect={() => store.perform({ kind: 'undo' })}>
              Undo
            </MenuItem>
            <MenuItem icon={<Redo2 aria-hidden="true" />} disabled={!canRedo} onSelect={() => store.perform({ kind: 'redo' })}>
              Redo
            </MenuItem>
          </>
        )}
        {readOnly ? null : (
          <MenuItem icon={<Sparkles aria-hidden="true" />} onSelect={onCopilot}>
            Copilot
          </MenuItem>
        )}
        {chat ? (
          <MenuItem icon={<MessagesSquare aria-hidden="true" />} onSelect={chat.toggle}>
            Test chat
          </MenuItem>
        ) : null}
        <MenuItem icon={<History aria-hidden="true" />} onSelect={onVersions}>
          Versions
        </MenuItem>
        <MenuItem icon={<MessageSquareText aria-hidden="true" />} onSelect={onComments}>
          Comments
        </MenuItem>
        <MenuItem icon={<AlarmClock aria-hidden="true" />} onSelect={() => setTriggers(true)}>
          Triggers
        </MenuItem>
        <MenuItem icon={<Layers aria-hidden="true" />} onSelect={() => setLimiting(true)}>
          Runs at once
        </MenuItem>
        {readOnly || unpublished || !talks ? null : (
          <MenuLink icon={<Share2 aria-hidden="true" />} href={`${share}?agent=${agent.id}`}>
            Share
          </MenuLink>
        )}
        <FlowFileItems name={agent.name} store={store} readOnly={readOnly} />
        <MenuItem icon={<Waypoints aria-hidden="true" />} onSelect={onUsages}>
          Used by
        </MenuItem>
        {readOnly ? null : <OwnItems onChoose={setOwn} />}
        <MenuItem icon={<CircleHelp aria-hidden="true" />} keys="?" onSelect={onHelp}>
          Keyboard
        </MenuItem>
      </Menu>
      <TriggersDialog agent={agent} open={triggers} onOpenChange={setTriggers} />
      <OwnDialogs agent={agent} store={store} open={own} onOpenChange={setOwn} {...ownHands} />
      <RunsAtOnceDialog store={store} readOnly={readOnly} open={limiting} onOpenChange={setLimiting} />
    </header>
  )
}

const commentWords = (open: number) => (open === 0 ? 'Comments' : `Comments, ${open} open`)

function AgentName({ name, readOnly, onRename }: { name: string; readOnly: boolean; onRename: (name: string) => void }) {
  const settle = (input: HTMLInputElement) => {
    const next = input.value.trim()
    if (next === '') input.value = name
    else if (next !== name) onRename(next)
  }
  return (
    <h1 className="min-w-0 max-sm:flex-1">
      <input
        aria-label="Name of the agent"
        defaultValue={name}
        readOnly={readOnly}
        maxLength={80}
        onBlur={(event) => settle(event.target)}
        onKeyDown={(event) => event.key === 'Enter' && settle(event.currentTarget)}
        className="field-sizing-content h-8 max-w-80 min-w-24 truncate max-sm:w-full rounded-md px-1.5 text-base font-semibold outline-offset-0 hover:bg-muted read-only:hover:bg-transparent"
      />
    </h1>
  )
}
