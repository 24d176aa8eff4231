import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { checkValue } from '../engine/check-value.ts'
import type { Question } from '../engine/hands.ts'
import { asksVerdict, neededFor } from '../engine/question.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { storable } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { answerWaitContract, Vote, WaitView } from './contract.ts'
import { withFiles } from './files-in-answer.ts'
import { whyNotAnswer } from './may-answer.ts'
import { settleWait } from './settle-wait.ts'

type AnswerInput = Pick<z.output<typeof answerWaitContract.input>, 'wait' | 'outcome' | 'value'>

/**
 * Answers a question of a run, once. Where several people must say yes, all but the last of them leave it open. Errors:
 * `invalid-input`, `not-allowed` with who may, `already-answered` with who was first, `expired`, `not-found`.
 */
export async function answerWait(who: Principal, { wait, outcome, value }: AnswerInput): Promise<WaitView> {
  await requireAccess(who, 'wait:answer', who)
  const at = new Date().toISOString()
  return await inWorkspace(who.workspaceId, (tx) =>
    settleWait(tx, who.workspaceId, wait, async (asked) => {
      const { question, deadline, answers } = asked
      if (deadline !== null && deadline <= at) throw new AppError('expired', 'The time to answer this is over.')
      const refusal = whyNotAnswer(who, asked, at)
      if (refusal) throw refusal
      refuseMisfit(question, outcome, value)
      const by = { id: who.personId, name: who.name }
      const said = outcome === 'declined' ? (storable(value) as Json) : await withFiles(tx, who, question.responseSchema, storable(value) as Json)
      if (outcome !== 'approved' || neededFor(question) === 1) return { outcome, value: said, by, at }
      const vote: Vote = { by, at, comment: commentOf(said) }
      if (answers.length + 1 < neededFor(question)) return { agreed: vote }
      return { outcome, value: { ...objectOf(said), approvals: [...answers, vote] }, by, at }
    }),
  )
}

function refuseMisfit(question: Question, outcome: AnswerInput['outcome'], value: Json): void {
  if (outcome === 'declined') return
  const verdict = asksVerdict(question.kind)
  if ((outcome === 'approved') !== verdict)
    throw new AppError('invalid-input', verdict ? 'This asks for a yes or a no: approve it or decline it.' : 'This asks for an answer, not for an approval.')
  const reason = checkValue(question.responseSchema, value)
  if (reason) throw new AppError('invalid-input', `This answer does not fit the question: ${reason}.`)
}

const objectOf = (value: Json): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {})

function commentOf(value: Json): string {
  const { comment } = objectOf(value)
  return typeof comment === 'string' ? comment : ''
}
