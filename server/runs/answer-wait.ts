import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { WaitView } from './contract.ts'
import { withFiles } from './files-in-answer.ts'
import { type AnswerInput, givenAnswer } from './given-answer.ts'
import { whyNotAnswer } from './may-answer.ts'
import { settleWait } from './settle-wait.ts'

/**
 * Answers a question of a run, once. Where several people must say yes, all but the last of them leave it open. Errors:
 * `invalid-input`, `not-allowed` with who may, `already-answered` with who was first, `expired`, `not-found`.
 */
export async function answerWait(who: Principal, input: AnswerInput): Promise<WaitView> {
  await requireAccess(who, 'wait:answer', who)
  const at = new Date().toISOString()
  return await inWorkspace(who.workspaceId, (tx) =>
    settleWait(tx, who.workspaceId, input.wait, (asked) => {
      const refusal = whyNotAnswer(who, asked, at)
      if (refusal) throw refusal
      return givenAnswer({ id: who.personId, name: who.name }, input, asked, {
        at,
        keep: (schema, value) => withFiles(tx, { ...who, runId: asked.runId }, schema, value),
      })
    }),
  )
}
