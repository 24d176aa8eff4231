import { AppError, isAppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import { notingLimits, sayAsGuest } from '../links/index.ts'
import { authorIn } from './caller.ts'
import { idFrom } from './id-from.ts'
import type { InputMessage, RunInput } from './run-input.ts'
import { noteClientRun } from './store.ts'
import { isOfCopilotKit } from './surfaces.ts'

type Refused = { kind: 'refuse'; code: string; message: string }
type Place = { engineRunId: string | undefined; after: number }

/** As of a message on the guest's page. */
const mostText = 8000

/** What guests say is words. What apps of members bring along besides could make a flow believe things that nobody vouches for. */
function notForGuests({ given, state }: RunInput, messages: readonly InputMessage[]): string | undefined {
  if (given.tools) return 'tools'
  if (given.context?.some((told) => !isOfCopilotKit(told))) return 'context'
  if (state) return 'shared state'
  if (messages.some(({ files }) => files.length > 0)) return 'files'
  return undefined
}

/** A guest's messages, counted, said and answered as those on their page; the note that ties the run to the client's id is one transaction with them. */
export async function startedByGuest(who: Guest, agentId: string, input: RunInput, messages: readonly InputMessage[]): Promise<Place | Refused> {
  const wrong = notForGuests(input, messages)
  if (wrong) return { kind: 'refuse', code: 'NOT_FOR_GUESTS', message: `Guests of a chat link say messages, and bring no ${wrong} along. Leave it out.` }
  if (messages.some(({ text }) => text.length > mostText))
    return {
      kind: 'refuse',
      code: 'CONTENT_TOO_LARGE',
      message: `A message of a guest has at most ${mostText.toLocaleString('en-GB')} characters. Shorten it.`,
    }
  const counted = messages.map(({ id, text }) => ({ id, text, counted: idFrom([who.guestId, id]) }))
  const last = counted.at(-1)
  if (!last) throw new AppError('invalid-input')
  try {
    return await notingLimits(who, async (tx): Promise<Place> => {
      const { runId, seq } = await sayAsGuest(tx, who, { ...last, earlier: counted.slice(0, -1), trigger: 'agui' })
      // the agent was taken out of the room: people of the workspace go on alone
      if (runId === null) return { engineRunId: undefined, after: seq }
      const { roomId, guestId: personId } = who
      const after = await noteClientRun(tx, { roomId, personId, author: authorIn(who), agentId, clientRunId: input.runId, engineRunId: runId, waitIds: [] })
      return { engineRunId: runId, after }
    })
  } catch (error) {
    if (isAppError(error) && error.code === 'limit-reached') return { kind: 'refuse', code: 'LIMIT_REACHED', message: error.message }
    throw error
  }
}
