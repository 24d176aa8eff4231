import type { CardItem } from '../../server/conversation/index.ts'
import { neededFor } from '../../server/engine/question.ts'
import type { CardPhase, CardState } from '../genui/index.ts'

/** What the card of an item is to this person. */
export function cardStateOf(item: CardItem, barred: string | undefined, now: Date): CardState {
  const { question, answer } = item
  return {
    phase: phaseOf(item, now),
    ...(question ? { title: question.title } : {}),
    ...(question?.expiresAt ? { expiresAt: question.expiresAt } : {}),
    ...(question && neededFor(question) > 1 ? { needed: neededFor(question) } : {}),
    ...(answer ? { answer } : {}),
    ...(barred ? { barred } : {}),
  }
}

/** The feed says `expired` also of a question whose run was stopped before anybody was too late. */
function phaseOf({ status, question }: CardItem, now: Date): CardPhase {
  if (status !== 'expired') return status
  return question?.expiresAt && new Date(question.expiresAt) <= now ? 'expired' : 'cancelled'
}
