import type { ReactNode } from 'react'
import type { MessageItem } from '../../server/conversation/index.ts'
import { Markdown } from './markdown.tsx'

/** What an agent said, or another person; Markdown for agents, plain text for people, who mean what they type. */
export function Message({ item }: { item: MessageItem }) {
  if (item.role === 'user') return item.text === '' ? null : <p className="text-base break-words whitespace-pre-wrap">{item.text}</p>
  if (item.text === '' && item.streaming) return <Caret />
  return (
    <div className={item.streaming ? 'room-growing' : undefined}>
      <Markdown text={item.text} growing={item.streaming} />
      {item.stopped ? <p className="mt-1 text-xs text-muted-foreground">Stopped here</p> : null}
    </div>
  )
}

function Caret() {
  return <span aria-hidden="true" className="inline-block h-4 w-1.5 animate-pulse-soft rounded-xs bg-ember align-text-bottom" />
}

/** What I said, at my side. */
export function OwnBubble({ text, faded = false, menu }: { text: string; faded?: boolean; menu?: ReactNode }) {
  if (text === '') return menu ? <div className="flex justify-end">{menu}</div> : null
  return (
    <div className="flex items-center justify-end gap-1">
      {menu}
      <p
        className={`max-w-[85%] rounded-xl rounded-br-sm bg-accent px-3 py-1.5 text-base break-words whitespace-pre-wrap text-accent-foreground sm:max-w-[75%] ${faded ? 'opacity-75' : ''}`}
      >
        {text}
      </p>
    </div>
  )
}
