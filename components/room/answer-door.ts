import { toErrorData } from '../../server/kernel/errors.ts'
import type { Json } from '../../server/kernel/json.ts'
import type { CardState, Outcome } from '../genui/index.ts'

export type Progress = Pick<CardState, 'sending' | 'sent' | 'problem' | 'told'>

/**
 * Lets one answer to a question through. The first press closes the door before anything is sent, so a double click is
 * one answer; it opens again only when the answer did not get there. The server holds the same rule for good: one
 * answer a question, whoever gives it.
 */
export function answerDoor(
  /** Gives what to tell when the answer was taken and the question stays open. */
  send: (outcome: Outcome, value: Json) => Promise<string | undefined>,
  show: (progress: Progress) => void,
): (outcome: Outcome, value: Json) => Promise<void> {
  let shut = false
  return async (outcome, value) => {
    if (shut) return
    shut = true
    show({ sending: outcome })
    try {
      const told = await send(outcome, value)
      show({ sent: outcome, ...(told ? { told } : {}) })
    } catch (error) {
      const { code, message } = toErrorData(error)
      // answered already, by somebody else or by us when the first answer's reply got lost: the feed shows which
      shut = code === 'already-answered'
      show(shut ? { sent: outcome, problem: message } : { problem: message })
    }
  }
}
