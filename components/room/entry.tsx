'use client'
import { memo, useState } from 'react'
import type { Item } from '../../server/conversation/index.ts'
import { FileList } from '../files/index.ts'
import { clockText, dayText, momentText } from '../genui/index.ts'
import { Icon } from '../icon.tsx'
import { Avatar, Badge } from '../ui/index.ts'
import { CardView } from './card-view.tsx'
import { beginsDay, beginsTurn } from './grouping.ts'
import { Message, OwnBubble } from './message.tsx'
import { MessageMenu, whyOf } from './message-menu.tsx'
import { Notice } from './notice.tsx'
import { type Reader, speakerOf } from './reader.ts'
import { ToolCall } from './tool-call.tsx'

type EntryProps = { item: Item; before: Item | undefined; reader: Reader }

/** One item of the conversation with what stands above it: the day, and whose turn it is. */
export const Entry = memo(function Entry({ item, before, reader }: EntryProps) {
  const day = beginsDay(item, before)
  const turn = beginsTurn(item, before)
  const mine = item.kind === 'message' && item.authorId === `person:${reader.personId}`
  const [asked, setAsked] = useState(false)
  const menu = item.kind === 'message' && !item.streaming ? <MessageMenu item={item} reader={reader} onWhy={() => setAsked(!asked)} /> : null
  const why = asked && item.kind === 'message' ? <Why text={whyOf(item) ?? ''} mine={mine} /> : null
  return (
    <>
      {day ? <Day at={item.at} /> : null}
      <article
        className={`group/entry ${turn ? 'pt-5' : 'pt-2'}`}
        aria-label={`${mine ? 'You' : speakerOf(item, reader)}, ${clockText(item.at)}`}
        data-kind={item.kind}
      >
        {mine && item.kind === 'message' ? (
          <>
            <OwnBubble text={item.text} menu={menu} />
            <FileList files={item.files} workspace={reader.workspace} mine />
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
              <Body item={item} reader={reader} />
              {why}
            </div>
            {menu ? <div className="-mr-2 w-7 shrink-0">{menu}</div> : null}
          </div>
        )}
      </article>
    </>
  )
})

/** On demand: whose turn it was, and why. */
function Why({ text, mine }: { text: string; mine: boolean }) {
  return (
    <p role="status" className={`mt-1 text-xs text-muted-foreground ${mine ? 'text-right' : ''}`}>
      {text}
    </p>
  )
}

function Body({ item, reader }: { item: Item; reader: Reader }) {
  switch (item.kind) {
    case 'message':
      return (
        <>
          <Message item={item} />
          <FileList files={item.files} workspace={reader.workspace} />
        </>
      )
    case 'card':
      return (
        <div className="py-1">
          <CardView item={item} workspace={reader.workspace} barred={reader.barred} keep={reader.cards.own} />
        </div>
      )
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
