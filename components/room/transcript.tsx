'use client'
import { memo } from 'react'
import type { Conversation, Item, Page } from '../../server/conversation/index.ts'
import { Entry } from './entry.tsx'
import type { Reader } from './reader.ts'

/** The conversation, page by page: a token changes one page, so only that one is drawn again. */
export function Transcript({ conversation, reader }: { conversation: Conversation; reader: Reader }) {
  // a page stays at its place for good, so its place is its name
  const pages = conversation.pages.map((page, at) => ({ page, at, before: conversation.pages[at - 1]?.at(-1) }))
  return pages.map(({ page, at, before }) => <PageOfItems key={at} page={page} before={before} reader={reader} />)
}

const PageOfItems = memo(function PageOfItems({ page, before, reader }: { page: Page; before: Item | undefined; reader: Reader }) {
  return page.map((item, index) => <Entry key={item.id} item={item} before={index === 0 ? before : page[index - 1]} reader={reader} />)
})
