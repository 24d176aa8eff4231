'use client'
import { SmilePlus } from 'lucide-react'
import type { Marks, MessageItem, Reaction } from '../../server/conversation/index.ts'
import { cx, IconButton, Menu, MenuItem, MenuSeparator } from '../ui/index.ts'
import { emojiName, emojis } from './emojis.ts'
import type { Reader } from './reader.ts'

const quiet = 'opacity-0 transition-opacity group-focus-within/entry:opacity-100 group-hover/entry:opacity-100 data-popup-open:opacity-100 coarse:hidden'

type ReactProps = { item: MessageItem; marks: Marks | undefined; reader: Reader }

/** Puts an emoji on a message, or takes it away again. By touch that is in the other menu: two buttons beside each message leave a phone no room for words. */
export function ReactMenu({ item, marks, reader }: ReactProps) {
  if (!reader.acts) return null
  return (
    <Menu
      className="min-w-0! [&>*]:inline-flex"
      trigger={
        <IconButton size="sm" label="React to this message" className={quiet}>
          <SmilePlus aria-hidden="true" />
        </IconButton>
      }
    >
      <Emojis item={item} marks={marks} reader={reader} />
    </Menu>
  )
}

/** The first row of a message's menu, by touch. */
export function TouchReactions(props: ReactProps) {
  // drawn only while the menu is open, so never by the server
  if (!props.reader.acts || !matchMedia('(pointer: coarse)').matches) return null
  return (
    <>
      <div className="flex justify-between">
        <Emojis {...props} />
      </div>
      <MenuSeparator />
    </>
  )
}

function Emojis({ item, marks, reader }: ReactProps) {
  return emojis.map(({ emoji, name }) => (
    <MenuItem key={emoji} onSelect={() => reader.acts?.react(item.id, emoji, !isOn(marks, emoji, reader))}>
      <span role="img" aria-label={name} className="text-lg">
        {emoji}
      </span>
    </MenuItem>
  ))
}

/** What was put on a message, by whom; one's own is pressed. */
export function Reactions({ item, marks, reader, end }: { item: MessageItem; marks: Marks | undefined; reader: Reader; end: boolean }) {
  const groups = grouped(marks)
  if (groups.length === 0) return null
  return (
    <ul aria-label="Reactions" className={cx('mt-1 flex flex-wrap gap-1', end && 'justify-end')}>
      {groups.map(({ emoji, people }) => {
        const mine = people.some(({ authorId }) => authorId === reader.me)
        const names = people.map(({ name, authorId }) => (authorId === reader.me ? 'You' : name)).join(', ')
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

const isOn = (marks: Marks | undefined, emoji: string, reader: Reader): boolean => marks?.reactions[`${emoji} ${reader.me}`]?.on === true

function grouped(marks: Marks | undefined): { emoji: string; people: Reaction[] }[] {
  const by = new Map<string, Reaction[]>()
  for (const reaction of Object.values(marks?.reactions ?? {})) if (reaction.on) by.set(reaction.emoji, [...(by.get(reaction.emoji) ?? []), reaction])
  return [...by].map(([emoji, people]) => ({ emoji, people }))
}
