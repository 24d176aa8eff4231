import type { Conversation, Item, Marks } from './view.ts'

/**
 * Puts what was said up to entry `boundary`, folded by itself, before what is known already. Of an item that both have, such as an
 * open question, the newer state stands at the older place.
 */
export function prepend(older: Conversation, newer: Conversation, boundary: number): Conversation {
  const known = new Map<string, Item>()
  for (const page of newer.pages) for (const item of page) if (item.seq <= boundary) known.set(item.id, item)
  const olderPages = older.pages
    .map((page) => page.filter(({ seq }) => seq <= boundary).map((item) => known.get(item.id) ?? item))
    .filter((page) => page.length > 0)
  const placed = new Map(olderPages.flatMap((page, at) => page.map(({ id }) => [id, at] as const)))
  const newerPages =
    known.size === 0 ? newer.pages : newer.pages.map((page) => (page.some(({ id }) => placed.has(id)) ? page.filter(({ id }) => !placed.has(id)) : page))
  const open = Object.entries(newer.open).map(([id, at]) => [id, placed.get(id) ?? at + olderPages.length] as const)
  return {
    ...newer,
    pages: [...olderPages, ...newerPages],
    open: Object.fromEntries(open),
    former: { ...older.former, ...newer.former },
    gone: { ...older.gone, ...newer.gone },
    spent: { ...older.spent, ...newer.spent },
    marks: marksOf(older.marks, newer.marks),
  }
}

/** The newer word of the same person wins. */
function marksOf(older: Readonly<Record<string, Marks>>, newer: Readonly<Record<string, Marks>>): Readonly<Record<string, Marks>> {
  const both = { ...older, ...newer }
  for (const [id, { reactions, branches }] of Object.entries(older)) {
    const later = newer[id]
    if (later) both[id] = { reactions: { ...reactions, ...later.reactions }, branches: [...branches, ...later.branches] }
  }
  return both
}
