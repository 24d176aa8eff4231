'use client'
import { CircleHelp, Copy, Ellipsis, Quote } from 'lucide-react'
import type { MessageItem } from '../../server/conversation/index.ts'
import { IconButton, Menu, MenuItem, toast } from '../ui/index.ts'
import type { Reader } from './reader.ts'

/** What can be done with a message. Quiet until the pointer or the focus is on it; always there for touch. */
export function MessageMenu({ item, reader, onWhy }: { item: MessageItem; reader: Reader; onWhy: () => void }) {
  const why = whyOf(item)
  return (
    <Menu
      trigger={
        <IconButton
          size="sm"
          label="More about this message"
          className="opacity-0 transition-opacity group-focus-within/entry:opacity-100 group-hover/entry:opacity-100 data-popup-open:opacity-100 coarse:opacity-60"
        >
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => void copy(item.text)}>
        Copy
      </MenuItem>
      {reader.onQuote ? (
        <MenuItem icon={<Quote aria-hidden="true" />} onSelect={() => reader.onQuote?.(quoteOf(item.text))}>
          Quote
        </MenuItem>
      ) : null}
      {why ? (
        <MenuItem icon={<CircleHelp aria-hidden="true" />} onSelect={onWhy}>
          {item.role === 'assistant' ? 'Why this agent?' : 'Who answers, and why?'}
        </MenuItem>
      ) : null}
    </Menu>
  )
}

/** Why this agent speaks, or who was to answer a person's message; undefined when that is not known. */
export function whyOf(item: MessageItem): string | undefined {
  if (item.role === 'assistant') return item.why?.reason
  if (item.routed.length === 0) return undefined
  return item.routed.map(({ agentId, agent, reason }) => (agentId === null ? reason : `${agent}: ${reason}`)).join(' ')
}

const quoteOf = (text: string): string => `${text.trim().replace(/^/gm, '> ')}\n\n`

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast.success('Copied')
  } catch {
    toast.error('The browser did not allow copying. Select the text instead.')
  }
}
