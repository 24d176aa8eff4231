import { AppError } from '../kernel/errors.ts'
import type { LimitKind, LinkLimits } from './contract.ts'

/** How much of each limit is used. `*Seconds`: until the oldest of what counts no longer does. */
export type Used = { guestHour: number; guestSeconds: number; linkDay: number; daySeconds: number; dollars: number; tokens: number }

/** The limit that one message more would break; undefined when it may be said. */
export function overLimit(limits: LinkLimits, used: Used): LimitKind | undefined {
  if (limits.guestHour !== null && used.guestHour >= limits.guestHour) return 'guestHour'
  if (limits.linkDay !== null && used.linkDay >= limits.linkDay) return 'linkDay'
  if (limits.dollars !== null && used.dollars >= limits.dollars) return 'dollars'
  if (limits.tokens !== null && used.tokens >= limits.tokens) return 'tokens'
  return undefined
}

/** What a guest is told. Not `too-many-requests`: the page would try again by itself. */
export function refusalOf(kind: LimitKind, limits: LinkLimits, used: Used): AppError {
  return new AppError('limit-reached', wordsOf(kind, limits, used), { limit: kind })
}

function wordsOf(kind: LimitKind, limits: LinkLimits, used: Used): string {
  switch (kind) {
    case 'guestHour':
      return `You have sent ${count(limits.guestHour ?? 0)} within an hour, which is the most here. You can go on in ${inWords(used.guestSeconds)}.`
    case 'linkDay':
      return `This chat has taken as many messages as it may in a day. You can go on in ${inWords(used.daySeconds)}.`
    case 'dollars':
    case 'tokens':
      return 'This chat has used up its budget and takes no new messages for now. What was said stays here.'
  }
}

const count = (messages: number) => `${messages.toLocaleString('en-GB')} ${messages === 1 ? 'message' : 'messages'}`

function inWords(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  if (minutes < 90) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  return `${Math.ceil(minutes / 60)} hours`
}
