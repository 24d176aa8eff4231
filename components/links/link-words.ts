import type { LimitKind, LinkView } from '../../server/links/contract.ts'

/** What guests ran into, for the people who set it. */
export const limitWords: Record<LimitKind, string> = {
  guestHour: 'A guest reached the most messages in an hour',
  linkDay: 'Guests reached the most messages in a day',
  dollars: 'Guests used up the budget in dollars',
  tokens: 'Guests used up the budget in tokens',
}

export type Standing = { words: string; tone: 'success' | 'warning' | 'neutral' }

export function standingOf({ live, expiresAt, agent }: Pick<LinkView, 'live' | 'expiresAt' | 'agent'>, now: Date): Standing {
  if (!live) return { words: 'Off', tone: 'warning' }
  if (agent.archived) return { words: 'Its agent is archived', tone: 'warning' }
  if (expiresAt !== null && new Date(expiresAt) <= now) return { words: 'Expired', tone: 'warning' }
  return { words: 'On', tone: 'success' }
}

/** `3 guests, 12 messages, $0.42 and 18,400 tokens in 30 days` */
export function usageWords({ guests, messages, spent }: Pick<LinkView, 'guests' | 'messages' | 'spent'>): string {
  const paid = [...(spent.dollars > 0 ? [`$${spent.dollars.toFixed(2)}`] : []), ...(spent.tokens > 0 ? [`${spent.tokens.toLocaleString('en-GB')} tokens`] : [])]
  return [count(guests, 'guest'), count(messages, 'message'), ...(paid.length > 0 ? [`${paid.join(' and ')} in 30 days`] : [])].join(' · ')
}

const count = (n: number, what: string) => `${n.toLocaleString('en-GB')} ${what}${n === 1 ? '' : 's'}`
