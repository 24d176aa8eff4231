import type { Item } from '../../server/conversation/index.ts'
import { dayKey } from '../genui/index.ts'

const together = 5 * 60_000

/** A day's name stands above the first item of that day. */
export function beginsDay(item: Item, before: Item | undefined): boolean {
  return before === undefined || dayKey(item.at) !== dayKey(before.at)
}

/** Neighbours by one speaker within five minutes share one head. */
export function beginsTurn(item: Item, before: Item | undefined): boolean {
  if (before === undefined || before.kind === 'notice' || item.kind === 'notice' || beginsDay(item, before)) return true
  if (item.authorId !== before.authorId || item.speaker !== before.speaker) return true
  return new Date(item.at).getTime() - new Date(before.at).getTime() > together
}
