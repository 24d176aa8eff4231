'use client'
import { Command } from 'cmdk'
import { Search, Star } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Card } from '../../server/engine/card.ts'
import { searched } from '../editor/state/choices.ts'
import { Icon } from '../icon.tsx'
import { cx } from '../ui/index.ts'
import { rememberPlaced, toggleFavourite, useRememberedBlocks } from './remembered-blocks.ts'

export type BlockListProps = {
  cards: readonly Card[]
  onChoose: (card: Card) => void
  label: string
  /** Takes the keyboard as soon as it appears. */
  focused?: boolean
  /** Rows can be dragged out, such as on to the canvas. */
  onDragStart?: (card: Card, transfer: DataTransfer) => void
  empty?: string
  /** What was placed last and what is marked stands first; a star, or Ctrl/Cmd-B, marks a block. */
  remembers?: boolean
  className?: string
}

/** Blocks to choose from: typed for, walked with arrows, taken with Enter, a press or a drag. */
export function BlockList({
  cards,
  onChoose,
  label,
  focused = false,
  onDragStart,
  empty = 'No block is called that.',
  remembers = false,
  className,
}: BlockListProps) {
  const remembered = useRememberedBlocks()
  const [words, setWords] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focused) input.current?.focus({ preventScroll: true })
  }, [focused])
  const found = useMemo(() => searched(cards, words), [cards, words])
  const byId = useMemo(() => new Map(cards.map((card) => [card.id, card])), [cards])
  const named = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const own = remembers && words.trim() === '' ? [['favourites', named(remembered.favourites)] as const, ['recent', named(remembered.recent)] as const] : []
  const groups = [
    ...own.filter(([, group]) => group.length > 0),
    ...(words.trim() === '' ? Object.entries(Object.groupBy(found, (card) => card.category)) : [['', found] as const]),
  ]
  const choose = (card: Card) => {
    if (remembers) rememberPlaced(card.id)
    onChoose(card)
  }
  return (
    <Command
      shouldFilter={false}
      label={label}
      loop
      onKeyDown={(event) => {
        if (!remembers || event.key.toLowerCase() !== 'b' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        const chosen = event.currentTarget.querySelector<HTMLElement>('[cmdk-item][aria-selected="true"]')?.dataset.card
        if (chosen !== undefined) toggleFavourite(chosen)
      }}
      className={cx('flex min-h-0 flex-col', className)}
    >
      <div className="flex h-10 shrink-0 items-center gap-2 border-b px-3 text-subtle-foreground coarse:h-12">
        <Search aria-hidden="true" className="size-3.5 shrink-0" />
        <Command.Input
          value={words}
          onValueChange={setWords}
          ref={input}
          placeholder="Search blocks"
          className="h-full w-full min-w-0 bg-transparent text-sm text-foreground outline-hidden placeholder:text-subtle-foreground coarse:text-lg"
        />
      </div>
      <Command.List className="min-h-0 flex-1 scroll-py-8 overflow-y-auto overscroll-contain p-1">
        <Command.Empty className="px-3 py-8 text-center text-sm text-muted-foreground">{empty}</Command.Empty>
        {groups.map(([category, group]) => (
          <Command.Group
            key={category}
            heading={category ? headingOf(category) : undefined}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-subtle-foreground"
          >
            {group?.map((card) => (
              <Command.Item
                key={card.id}
                value={`${category} ${card.id}`}
                data-card={card.id}
                title={card.summary}
                draggable={onDragStart !== undefined}
                onDragStart={onDragStart && ((event) => onDragStart(card, event.dataTransfer))}
                onSelect={() => choose(card)}
                className="group/item flex h-8 cursor-default items-center gap-2.5 rounded-md px-2 text-sm select-none data-[selected=true]:bg-accent coarse:h-11"
              >
                <Icon name={card.icon} className="size-4 shrink-0 text-muted-foreground" />
                <span className="min-w-0 flex-1 truncate">{card.title}</span>
                {words ? <span className="text-2xs text-muted-foreground">{headingOf(category || card.category)}</span> : null}
                {remembers ? (
                  // for the pointer alone, since an option must not hold a button: with keys it is Ctrl/Cmd-B
                  <span
                    aria-hidden="true"
                    title={remembered.favourites.includes(card.id) ? 'No favourite any more' : 'Make it a favourite'}
                    onClick={(event) => {
                      event.stopPropagation()
                      toggleFavourite(card.id)
                    }}
                    className={cx(
                      '-mr-1 p-1',
                      remembered.favourites.includes(card.id) ? 'text-warning' : 'text-subtle-foreground opacity-0 group-hover/item:opacity-100',
                    )}
                  >
                    <Star className={cx('size-3.5', remembered.favourites.includes(card.id) && 'fill-current')} />
                  </span>
                ) : null}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}

function headingOf(category: string): string {
  return category.charAt(0).toUpperCase() + category.slice(1)
}
