'use client'
import { SmilePlus } from 'lucide-react'
import type { Marks, MessageItem, Reaction } from '../../server/conversation/index.ts'
import { cx, IconButton, Menu, MenuItem } from '../ui/index.ts'
import { emojiName, emojis } from './emojis.ts'
import type { Reader } from './reader.ts'

const quiet = 'opacity-0 transition-opacity group-focus-within/entry:opacity-100 group-hover/entry:opacity-100 data-popup-open:opacity-100 coarse:opacity-60'

/** Puts an emoji on a message, or takes it away again. */
export function ReactMenu({ item, marks, reader }: { item: MessageItem; marks: Marks | undefined; reader: Reader }) {
  const { acts } = reader
  if (!acts) return null
  return (
    <Menu
      className="min-w-0! [&>*]:inline-flex"
      trigger={
        <IconButton size="sm" label="React to this message" className={quiet}>
          <SmilePlus aria-hidden="true" />
        </IconButton>
      }
    >
      {emojis.map(({ emoji, name }) => (
        <MenuItem key={emoji} onSelect={() => acts.react(item.id, emoji, !isOn(marks, emoji, reader))}>
          <span role="img" aria-label={name} className="text-lg">
            {emoji}
          </span>
        </MenuItem>
      ))}
    </Menu>
  )
}

/** What was put on a message, by whom; one's own is pressed. */
export function Reactions({ item, marks, reader, end }: { item: MessageItem; marks: Marks | undefined; reader: Reader; end: boolean }) {
  const groups = grouped(marks)
  if (groups.length === 0) return null
  return (
    <ul aria-label="Reactions" className={cx('mt-1 flex flex-wrap gap-1', end && 'justify-end')}>
      {groups.map(({ emoji, people }) => {
        const mine = people.some(({ authorId }) => authorId === me(reader))
        const names = people.map(({ name, authorId }) => (authorId === me(reader) ? 'You' : name)).join(', ')
        return (
          <li key={emoji}>
            <button
              type="button"
              aria-pressed={mine}
              aria-label={`${emojiName(emoji)}: ${names}`}
              title={names}
              disabled={!reader.acts}
              onClick={() => reader.acts?.react(item.id, emoji, !mine)}
              className="inline-flex h-6 items-center gap-1 rounded-full border bg-card px-1.5 text-xs tabular-nums transition-colors hover:bg-accent aria-pressed:border-ring aria-pressed:bg-accent coarse:h-8 coarse:px-2.5"
            >
              <span aria-hidden="true">{emoji}</span>
              {people.length}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const me = ({ personId }: Reader): string => `person:${personId}`
const isOn = (marks: Marks | undefined, emoji: string, reader: Reader): boolean => marks?.reactions[`${emoji} ${me(reader)}`]?.on === true

function grouped(marks: Marks | undefined): { emoji: string; people: Reaction[] }[] {
  const by = new Map<string, Reaction[]>()
  for (const reaction of Object.values(marks?.reactions ?? {})) if (reaction.on) by.set(reaction.emoji, [...(by.get(reaction.emoji) ?? []), reaction])
  return [...by].map(([emoji, people]) => ({ emoji, people }))
}
