import { toErrorData } from '../../server/kernel/errors.ts'
import type { CardState, Outcome } from '../genui/index.ts'

export type Progress = Pick<CardState, 'sending' | 'sent' | 'problem'>

/**
 * Lets one answer to a question through. The first press closes the door before anything is sent, so a double click is
 * one answer; it opens again only when the answer did not get there. The server holds the same rule for good: one
 * answer a question, whoever gives it.
 */
export function answerDoor(
  send: (outcome: Outcome, comment: string | undefined) => Promise<unknown>,
  show: (progress: Progress) => void,
): (outcome: Outcome, comment: string | undefined) => Promise<void> {
  let shut = false
  return async (outcome, comment) => {
    if (shut) return
    shut = true
    show({ sending: outcome })
    try {
      await send(outcome, comment)
      show({ sent: outcome })
    } catch (error) {
      const { code, message } = toErrorData(error)
      // answered already, by somebody else or by us when the first answer's reply got lost: the feed shows which
      shut = code === 'already-answered'
      show(shut ? { sent: outcome, problem: message } : { problem: message })
    }
  }
}
