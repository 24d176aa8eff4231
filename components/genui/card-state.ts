import type { Answer } from '../../server/engine/hands.ts'

/**
 * What a card is to the person who looks at it, beside its typed properties.
 * loading: its arguments still arrive · shown: nothing to answer · open: waits for an answer · answered, expired,
 * cancelled: history, read-only for good.
 */
export type CardPhase = 'loading' | 'shown' | 'open' | 'answered' | 'expired' | 'cancelled'
export type Outcome = 'approved' | 'declined' | 'answered'

export type CardState = {
  phase: CardPhase
  /** The question's own title, for cards that ask. */
  title?: string
  answer?: Answer
  /** When an open question closes by itself. */
  expiresAt?: string
  /** What was pressed and is on its way; no button works meanwhile. */
  sending?: Outcome
  /** The server has it; the room will show it in a moment. */
  sent?: Outcome
  /** Why the last press did not work, and what to do. */
  problem?: string
  /** Why this person may not answer; undefined when they may. */
  barred?: string
}

/** One word for where a question stands. */
export function verdictOf({ phase, answer }: CardState): 'open' | 'approved' | 'declined' | 'answered' | 'expired' | 'cancelled' | 'none' {
  if (phase === 'open' || phase === 'expired' || phase === 'cancelled') return phase
  if (phase === 'answered') return answer?.outcome ?? 'answered'
  return 'none'
}
