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
  /** What this person's answer came to while the question stays open: one of several yes. */
  told?: string
  /** Why this person may not answer; undefined when they may. */
  barred?: string
  /** How many different people must say yes; one unless told. */
  needed?: number
  /** Who of them did, while it is open. */
  votes?: Vote[]
  /** Where files go; nowhere when it is not said. */
  workspace?: string
}
type Vote = { by: { id: string; name: string }; at: string; comment: string }

/** Everybody who said yes: while it is open as the room knows, afterwards as the answer tells. */
export function votesOf({ votes = [], answer }: Pick<CardState, 'votes' | 'answer'>): Vote[] {
  const said = typeof answer?.value === 'object' && answer.value !== null && !Array.isArray(answer.value) ? answer.value.approvals : undefined
  return Array.isArray(said) ? (said as Vote[]) : votes
}

/** One word for where a question stands. */
export function verdictOf({ phase, answer }: CardState): 'open' | 'approved' | 'declined' | 'answered' | 'expired' | 'cancelled' | 'none' {
  if (phase === 'open' || phase === 'expired' || phase === 'cancelled') return phase
  if (phase === 'answered') return answer?.outcome ?? 'answered'
  return 'none'
}
