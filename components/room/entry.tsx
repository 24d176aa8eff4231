'use client'
import { GitBranch } from 'lucide-react'
import Link from 'next/link'
import { memo, useState } from 'react'
import type { Conversation, Item, Marks, MessageItem, Spent } from '../../server/conversation/index.ts'
import { FileList } from '../files/index.ts'
import { clockText, dayText, momentText } from '../genui/index.ts'
import { Icon } from '../icon.tsx'
import { Avatar, Badge } from '../ui/index.ts'
import { EditInBranch } from './edit-in-branch.tsx'
import { beginsDay, beginsTurn } from './grouping.ts'
import { Message, OwnBubble } from './message.tsx'
import { MessageMenu, whyOf } from './message-menu.tsx'
import { Notice } from './notice.tsx'
import { Reactions, ReactMenu } from './reactions.tsx'
import { type Reader, speakerOf } from './reader.ts'
import { Thought } from './thought.tsx'
import { ToolCall } from './tool-call.tsx'

/** Files that were removed. */
type Gone = Conversation['gone']
type EntryProps = {
  item: Item
  before: Item | undefined
  reader: Reader
  marks: Marks | undefined /** What its run took. */
  spent: Spent | undefined
  gone: Gone
}

/** One item of the conversation with what stands above it: the day, and whose turn it is. */
export const Entry = memo(function Entry({ item, before, reader, marks, spent, gone }: EntryProps) {
  const day = beginsDay(item, before)
  const turn = beginsTurn(item, before)
  const mine = item.kind === 'message' && item.authorId === reader.me
  const [asked, setAsked] = useState(false)
  const [editing, setEditing] = useState(false)
  const menu =
    item.kind === 'message' && !item.streaming ? (
      <span className="flex">
        <ReactMenu item={item} marks={marks} reader={reader} />
        <MessageMenu item={item} marks={marks} reader={reader} spent={spent} onWhy={() => setAsked(!asked)} onEdit={() => setEditing(true)} />
      </span>
    ) : null
  const below =
    item.kind === 'message' ? (
      <>
        <Reactions item={item} marks={marks} reader={reader} end={mine} />
        <Branches marks={marks} reader={reader} end={mine} />
        {steered(item).map(({ agent, turnId }) => (
          <p key={turnId} className={`mt-1 text-xs text-muted-foreground ${mine ? 'text-right' : ''}`}>
            {agent} took this up while it was at work
          </p>
        ))}
      </>
    ) : null
  const why = asked && item.kind === 'message' ? <Why text={whyOf(item) ?? ''} mine={mine} /> : null
  return (
    <>
      {day ? <Day at={item.at} /> : null}
      <article
        id={`entry-${item.seq}`}
        className={`group/entry ${turn ? 'pt-5' : 'pt-2'}`}
        aria-label={`${mine ? 'You' : speakerOf(item, reader)}, ${clockText(item.at)}`}
        data-kind={item.kind}
      >
        {mine && item.kind === 'message' ? (
          <>
            {editing && reader.acts ? (
              <EditInBranch item={item} acts={reader.acts} onClose={() => setEditing(false)} />
            ) : (
              <OwnBubble text={item.text} menu={menu} />
            )}
            <FileList files={item.files} workspace={reader.files ?? reader.workspace} gone={gone} mine />
            {below}
            {why}
          </>
        ) : item.kind === 'notice' ? (
          <Notice item={item} workspace={reader.workspace} />
        ) : (
          <div className="flex gap-3">
            <div className="w-6 shrink-0 max-sm:hidden">{turn ? <Face item={item} reader={reader} /> : null}</div>
            <div className="min-w-0 flex-1">
              {turn ? <Head item={item} reader={reader} /> : null}
              {item.demo && item.kind === 'message' && !turn ? <Demo /> : null}
              <Body item={item} reader={reader} gone={gone} />
              {below}
              {why}
            </div>
            {menu ? <div className="-mr-2 shrink-0">{menu}</div> : null}
          </div>
        )}
      </article>
    </>
  )
})

const steered = ({ routed }: MessageItem) => routed.filter(({ by }) => by === 'steered')

/** Where somebody went on from here elsewhere. */
function Branches({ marks, reader, end }: { marks: Marks | undefined; reader: Reader; end: boolean }) {
  if (!marks || marks.branches.length === 0) return null
  return (
    <p className={`mt-1 flex flex-wrap gap-x-3 text-xs text-muted-foreground ${end ? 'justify-end' : ''}`}>
      {marks.branches.map(({ room, edited }) => (
        <Link
          key={room}
          href={`/${reader.workspace}/rooms/${room}`}
          className="inline-flex items-center gap-1 underline-offset-2 hover:text-foreground hover:underline"
        >
          <GitBranch aria-hidden="true" className="size-3" /> {edited ? 'Put differently in a branch' : 'A branch goes on from here'}
        </Link>
      ))}
    </p>
  )
}

/** On demand: whose turn it was, and why. */
function Why({ text, mine }: { text: string; mine: boolean }) {
  return (
    <p role="status" className={`mt-1 text-xs text-muted-foreground ${mine ? 'text-right' : ''}`}>
      {text}
    </p>
  )
}

function Body({ item, reader, gone }: { item: Item; reader: Reader; gone: Gone }) {
  switch (item.kind) {
    case 'message':
      return (
        <>
          <Message item={item} />
          <FileList files={item.files} workspace={reader.files ?? reader.workspace} gone={gone} />
        </>
      )
    case 'thought':
      return <Thought item={item} />
    case 'card':
      return <div className="py-1">{reader.card(item)}</div>
    case 'toolCall':
      return <ToolCall item={item} />
    case 'notice':
      return <Notice item={item} workspace={reader.workspace} />
  }
}

function Head({ item, reader }: { item: Item; reader: Reader }) {
  return (
    <div className="mb-0.5 flex min-h-6 flex-wrap items-center gap-x-2">
      <span className="sm:hidden">
        <Face item={item} reader={reader} />
      </span>
      <span className="min-w-0 truncate text-sm font-semibold">{speakerOf(item, reader)}</span>
      {item.demo ? <Demo /> : null}
      <time dateTime={item.at} title={momentText(item.at)} className="text-xs text-muted-foreground tabular-nums">
        {clockText(item.at)}
      </time>
    </div>
  )
}

/** On every message of the scripted model: nobody should take it for a real one. */
function Demo() {
  return (
    <Badge tone="neutral" title="A scripted demo answered, not a model" className="h-4! px-1.5! tracking-wide">
      DEMO
    </Badge>
  )
}

function Face({ item, reader }: { item: Item; reader: Reader }) {
  const icon = item.agentId === null ? undefined : reader.agents[item.agentId]?.icon
  if (!icon) return <Avatar name={speakerOf(item, reader)} shape={item.authorId.startsWith('agent:') ? 'square' : 'round'} />
  return (
    <span aria-hidden="true" className="flex size-6 items-center justify-center rounded-md border border-border-strong bg-card text-muted-foreground">
      <Icon name={icon} className="size-3.5" />
    </span>
  )
}

function Day({ at }: { at: string }) {
  return (
    <h2 className="flex items-center gap-3 pt-6 text-xs font-normal tracking-normal text-muted-foreground first:pt-2">
      <span aria-hidden="true" className="h-px flex-1 bg-border" />
      <time dateTime={at}>{dayText(at, new Date())}</time>
      <span aria-hidden="true" className="h-px flex-1 bg-border" />
    </h2>
  )
}
