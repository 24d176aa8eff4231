import { requireGuest } from '../access/index.ts'
import { isForGuests } from '../engine/question.ts'
import { AppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { WaitView } from './contract.ts'
import { type AnswerInput, givenAnswer } from './given-answer.ts'
import { outletOfWait } from './settle-store.ts'
import { settleWait } from './settle-wait.ts'

/** A guest answers what they were asked in their own room. Errors: as for people; `not-found` for any other question there is. */
export async function answerAsGuest(who: Guest, input: AnswerInput): Promise<WaitView> {
  const { workspaceId, guestId: id, name } = who
  const at = new Date().toISOString()
  return await inWorkspace(workspaceId, async (tx) => {
    await requireGuest(who, { workspaceId, roomId: await outletOfWait(tx, workspaceId, input.wait) })
    return await settleWait(tx, workspaceId, input.wait, (asked) => {
      if (!isForGuests(asked.question)) throw new AppError('not-allowed', 'This is for the people you talk to here to answer.')
      return givenAnswer({ id, name }, input, asked, at)
    })
  })
}
