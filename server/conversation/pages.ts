import { type Conversation, type Item, type Page, pageSize } from './view.ts'

/** Adds at the end. `open`: it may change later. An item that is there already and open stays as it is. */
export function add(view: Conversation, item: Item, open: boolean): Conversation {
  if (item.id in view.open) return view
  const at = view.pages.length - 1
  const last = view.pages[at]
  const pages = last && last.length < pageSize ? view.pages.with(at, [...last, item]) : [...view.pages, [item]]
  return { ...view, pages, open: open ? { ...view.open, [item.id]: pages.length - 1 } : view.open }
}

/** Changes an open item; what is not open any more stays as it is. */
export function change(view: Conversation, id: string, how: (item: Item) => Item): Conversation {
  const at = view.open[id]
  const page = at === undefined ? undefined : view.pages[at]
  if (at === undefined || !page) return view
  const index = page.findLastIndex((item) => item.id === id)
  const item = page[index]
  if (!item) return view
  const changed = how(item)
  return changed === item ? view : { ...view, pages: view.pages.with(at, page.with(index, changed)) }
}

/** Changes an open item for the last time. */
export function settle(view: Conversation, id: string, how: (item: Item) => Item): Conversation {
  if (!(id in view.open)) return view
  const { [id]: _, ...open } = view.open
  return { ...change(view, id, how), open }
}

/** Changes an item, open or not. Rare, and what is changed is near the end. */
export function amend(view: Conversation, id: string, how: (item: Item) => Item): Conversation {
  const at = view.pages.findLastIndex((page) => page.some((item) => item.id === id))
  const page = view.pages[at]
  if (!page) return view
  const index = page.findLastIndex((item) => item.id === id)
  return {
    ...view,
    pages: view.pages.with(
      at,
      page.map((item, i) => (i === index ? how(item) : item)),
    ),
  }
}

/** Takes an item out, open or not. Rare, so it may look through the pages, newest first. */
export function remove(view: Conversation, id: string): Conversation {
  const at = view.open[id] ?? view.pages.findLastIndex((page) => page.some((item) => item.id === id))
  const page: Page | undefined = view.pages[at]
  if (!page) return view
  const { [id]: _, ...open } = view.open
  return {
    ...view,
    open,
    pages: view.pages.with(
      at,
      page.filter((item) => item.id !== id),
    ),
  }
}
