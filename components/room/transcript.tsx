'use client'
import { memo } from 'react'
import type { Conversation, Item, Page } from '../../server/conversation/index.ts'
import { Entry } from './entry.tsx'
import type { Reader } from './reader.ts'

/**
 * The conversation, page by page: a token changes one page, so only that one is drawn again. Pages out of view cost no layout
 * and no paint (content-visibility), and yet can be found and read out.
 */
export function Transcript({ conversation, reader }: { conversation: Conversation; reader: Reader }) {
  const { pages } = conversation
  return pages.map((page, at) => (
    // a page keeps its first item; older ones come before it
    <PageOfItems key={page[0]?.id ?? at} page={page} before={pages[at - 1]?.at(-1)} reader={reader} last={at >= pages.length - 2} />
  ))
}

type PageProps = { page: Page; before: Item | undefined; reader: Reader; last: boolean }

const PageOfItems = memo(function PageOfItems({ page, before, reader, last }: PageProps) {
  return (
    <div className={last ? undefined : 'room-page'}>
      {page.map((item, index) => (
        <Entry key={item.id} item={item} before={index === 0 ? before : page[index - 1]} reader={reader} />
      ))}
    </div>
  )
})
