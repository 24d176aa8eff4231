import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { checkValue } from '../engine/check-value.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { storable } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { answerWaitContract, WaitView } from './contract.ts'
import { settleWait } from './settle-wait.ts'

type AnswerInput = Pick<z.output<typeof answerWaitContract.input>, 'wait' | 'outcome' | 'value'>

/** Answers a question of a run, once. Errors: `invalid-input`, `already-answered` with who was first, `expired`, `not-found`. */
export async function answerWait(who: Principal, { wait, outcome, value }: AnswerInput): Promise<WaitView> {
  await requireAccess(who, 'wait:answer', who)
  const at = new Date().toISOString()
  return await inWorkspace(who.workspaceId, (tx) =>
    settleWait(tx, who.workspaceId, wait, ({ question, deadline }) => {
      if (deadline !== null && deadline <= at) throw new AppError('expired', 'The time to answer this is over.')
      const approval = question.kind === 'approval'
      if (outcome !== 'declined' && (outcome === 'approved') !== approval) {
        throw new AppError(
          'invalid-input',
          approval ? 'This asks for a yes or a no: approve it or decline it.' : 'This asks for an answer, not for an approval.',
        )
      }
      const reason = outcome === 'declined' ? null : checkValue(question.responseSchema, value)
      if (reason) throw new AppError('invalid-input', `This answer does not fit the question: ${reason}.`)
      return { outcome, value: storable(value), by: { id: who.personId, name: who.name }, at }
    }),
  )
}
