import { requireGuest } from '../access/index.ts'
import { isForGuests } from '../engine/question.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Guest } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { WaitView } from './contract.ts'
import { type AnswerInput, givenAnswer } from './given-answer.ts'
import { outletOfWait } from './settle-store.ts'
import { settleWait } from './settle-wait.ts'

/** Guests bring no files, so none can be named. */
async function withoutFiles(schema: JsonObject, value: Json): Promise<Json> {
  if (JSON.stringify(schema).includes('"x-file":true')) throw new AppError('invalid-input', 'A file cannot be given here. Send it another way.')
  return value
}

/** A guest answers what they were asked in their own room. Errors: as for people; `not-found` for any other question there is. */
export async function answerAsGuest(who: Guest, input: AnswerInput): Promise<WaitView> {
  const { workspaceId, guestId: id, name } = who
  const at = new Date().toISOString()
  return await inWorkspace(workspaceId, async (tx) => {
    await requireGuest(who, { workspaceId, roomId: await outletOfWait(tx, workspaceId, input.wait) })
    return await settleWait(tx, workspaceId, input.wait, (asked) => {
      if (!isForGuests(asked.question)) throw new AppError('not-allowed', 'This is for the people you talk to here to answer.')
      return givenAnswer({ id, name }, input, asked, { at, keep: withoutFiles })
    })
  })
}
