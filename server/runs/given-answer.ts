import type { z } from 'zod'
import { checkValue } from '../engine/check-value.ts'
import type { Answer, Question } from '../engine/hands.ts'
import { asksVerdict, neededFor } from '../engine/question.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { storable } from '../memory/feed/index.ts'
import type { answerWaitContract, Vote, WaitView } from './contract.ts'
import type { Agreement } from './settle-wait.ts'

export type AnswerInput = Pick<z.output<typeof answerWaitContract.input>, 'wait' | 'outcome' | 'value'>

/** `keep` puts what the server knows of files in place of what the answer says of them. */
export type Given = { at: string; keep: (schema: JsonObject, value: Json) => Promise<Json> }

/** What somebody's answer makes of an open question: its answer, or one yes of several. Errors: `invalid-input`, `expired`. */
export async function givenAnswer(
  by: { id: string; name: string },
  { outcome, value }: AnswerInput,
  wait: WaitView,
  { at, keep }: Given,
): Promise<Answer | Agreement> {
  const { question, deadline, answers } = wait
  if (deadline !== null && deadline <= at) throw new AppError('expired', 'The time to answer this is over.')
  refuseMisfit(question, outcome, value)
  const said = outcome === 'declined' ? (storable(value) as Json) : await keep(question.responseSchema, storable(value) as Json)
  if (outcome !== 'approved' || neededFor(question) === 1) return { outcome, value: said, by, at }
  const vote: Vote = { by, at, comment: commentOf(said) }
  if (answers.length + 1 < neededFor(question)) return { agreed: vote }
  return { outcome, value: { ...objectOf(said), approvals: [...answers, vote] }, by, at }
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
