'use client'
import { CircleHelp, Copy, Ellipsis, GitBranch, Pencil, Quote, RefreshCw } from 'lucide-react'
import type { Marks, MessageItem, Spent } from '../../server/conversation/index.ts'
import { IconButton, Menu, MenuGroup, MenuItem, MenuSeparator, toast } from '../ui/index.ts'
import { TouchReactions } from './reactions.tsx'
import type { Reader } from './reader.ts'
import { spentText } from './spent-text.ts'

type MenuProps = {
  item: MessageItem
  marks: Marks | undefined
  reader: Reader /** What its run took. */
  spent: Spent | undefined
  onWhy: () => void
  onEdit: () => void
}

/** What can be done with a message. Quiet until the pointer or the focus is on it; always there for touch. */
export function MessageMenu({ item, marks, reader, spent, onWhy, onEdit }: MenuProps) {
  const { acts } = reader
  const { runId } = item
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
      <TouchReactions item={item} marks={marks} reader={reader} />
      {spent && item.role === 'assistant' ? (
        <>
          <MenuGroup label={spentText(spent)}>{null}</MenuGroup>
          <MenuSeparator />
        </>
      ) : null}
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => void copy(item.text)}>
        Copy
      </MenuItem>
      {acts ? (
        <MenuItem icon={<Quote aria-hidden="true" />} onSelect={() => acts.quote(quoteOf(item.text))}>
          Quote
        </MenuItem>
      ) : null}
      {acts && item.role === 'assistant' && runId !== null ? (
        <MenuItem icon={<RefreshCw aria-hidden="true" />} onSelect={() => acts.again(runId)}>
          Answer again
        </MenuItem>
      ) : null}
      {acts && item.authorId === reader.me ? (
        <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={onEdit}>
          Edit in a branch
        </MenuItem>
      ) : null}
      {acts ? (
        <MenuItem icon={<GitBranch aria-hidden="true" />} disabled={acts.branching} onSelect={() => acts.branch(item)}>
          Go on from here in a branch
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
