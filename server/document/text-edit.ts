import type * as Y from 'yjs'

/** Words rather than a choice: what two people type into it at the same time both belongs there. */
export const isProse = (text: string): boolean => /\s/.test(text)

/** Makes a shared text say something else by changing only what differs. */
export function editText(text: Y.Text, to: string): void {
  const from = text.toString()
  if (from === to) return
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) start++
  let end = 0
  while (end < from.length - start && end < to.length - start && from.at(-1 - end) === to.at(-1 - end)) end++
  // never between the halves of one character
  if (start > 0 && isHigh(from, start - 1)) start--
  if (end > 0 && isLow(from, from.length - end)) end--
  if (from.length - end > start) text.delete(start, from.length - end - start)
  if (to.length - end > start) text.insert(start, to.slice(start, to.length - end))
}

const isHigh = (text: string, at: number): boolean => /[\ud800-\udbff]/.test(text[at] ?? '')
const isLow = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text[at] ?? '')
