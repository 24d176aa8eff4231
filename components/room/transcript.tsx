'use client'
import { useSearchParams } from 'next/navigation'
import { memo, startTransition, useEffect, useState } from 'react'
import type { Conversation, Item, Page } from '../../server/conversation/index.ts'
import { Entry } from './entry.tsx'
import { FormerAnswer } from './former-answer.tsx'
import type { Reader } from './reader.ts'

type Told = Pick<Conversation, 'former' | 'marks' | 'spent' | 'gone'>

/** What is drawn before anything else: where the reader stands when a room opens. */
const firstPages = 2

/**
 * The conversation, page by page: a token changes one page, so only that one is drawn again. Pages out of view cost no layout
 * and no paint (content-visibility), and yet can be found and read out. A long one shows its end first, and the rest when that stands.
 */
export function Transcript({ conversation, reader }: { conversation: Conversation; reader: Reader }) {
  const { pages, former, marks, spent, gone } = conversation
  const ledToOne = useSearchParams()?.has('at') ?? false
  const [whole, setWhole] = useState(ledToOne)
  const hasPages = pages.length > 0
  useEffect(() => {
    if (hasPages) startTransition(() => setWhole(true))
  }, [hasPages])
  const skipped = whole ? 0 : Math.max(0, pages.length - firstPages)
  return pages.map((page, at) =>
    at < skipped ? null : (
      // a page keeps its first item; older ones come before it
      <PageOfItems
        key={page[0]?.id ?? at}
        page={page}
        before={pages[at - 1]?.at(-1)}
        reader={reader}
        former={former}
        marks={marks}
        spent={spent}
        gone={gone}
        last={at >= pages.length - 2}
      />
    ),
  )
}

type PageProps = Told & { page: Page; before: Item | undefined; reader: Reader; last: boolean }

const PageOfItems = memo(function PageOfItems({ page, before, reader, former, marks, spent, gone, last }: PageProps) {
  const entry = (item: Item, at: number) => (
    <Entry
      key={item.id}
      item={item}
      before={at === 0 ? before : page[at - 1]}
      reader={reader}
      marks={marks[item.id]}
      spent={item.runId === null ? undefined : spent[item.runId]}
      gone={gone}
    />
  )
  return (
    <div className={last ? undefined : 'room-page'}>
      {parts(page, former).map(({ from, items, run }) =>
        run === undefined ? (
          items.map((item, at) => entry(item, from + at))
        ) : (
          <FormerAnswer key={`former ${items[0]?.id}`} speaker={items[0]?.speaker ?? ''} at={items[0]?.at ?? ''}>
            {items.map((item, at) => entry(item, from + at))}
          </FormerAnswer>
        ),
      )}
    </div>
  )
})

type Part = { from: number; items: Item[] /** Whose former answer it is. */; run?: string }

/** Neighbours that belong to one former answer stand together. */
function parts(page: Page, former: Told['former']): Part[] {
  const found: Part[] = []
  for (const [at, item] of page.entries()) {
    const run = item.runId !== null && item.runId in former ? item.runId : undefined
    const last = found.at(-1)
    if (last && last.run === run) last.items.push(item)
    else found.push({ from: at, items: [item], ...(run === undefined ? {} : { run }) })
  }
  return found
}
