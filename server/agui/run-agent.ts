import { requireAccess } from '../access/index.ts'
import { messageKey, type ResumeAnswer } from '../conversation/index.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import { namedIn } from '../environments/index.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import type { Asker } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { say, waitRows } from '../rooms/index.ts'
import { answerWait } from '../runs/index.ts'
import { answerFor } from './answer-for.ts'
import { authorIn, type Caller, callerAt, questionsFor, sightOf, speakerIn } from './caller.ts'
import { answerWith, type Events, readJson } from './event-stream.ts'
import { followRun } from './follow-run.ts'
import { keepFiles } from './keep-files.ts'
import type { OutEvent } from './project-run.ts'
import { type Route, routeOf } from './route-run.ts'
import { type RunInput, readRunInput } from './run-input.ts'
import { startedByGuest } from './started-by-guest.ts'
import { answeredAt, beginningOf, findClientRun, latestRun, noteClientRun, saidMessages } from './store.ts'
import { takeState } from './take-state.ts'
import { openThread } from './thread.ts'
import { whileIn } from './while-in.ts'

/** `POST /ag-ui/:agent/run`: answers any AG-UI client with the one run it asked for, as server-sent events. */
export async function runAgent(asker: Asker, agentId: string, request: Request): Promise<Response> {
  return answerWith(await openRun(asker, agentId, () => readJson(request, asker), { environment: namedIn(request) }), request)
}

/** `from`: the client follows this run already, has everything up to this entry, and wants the rest. `environment` counts where a thread begins. */
type RunOptions = { from?: number | undefined; environment?: EnvironmentName | undefined }

/** The same for any transport. */
export async function openRun(asker: Asker, agentId: string, body: () => unknown, { from, environment }: RunOptions = {}): Promise<Events> {
  const who = await callerAt(asker, agentId, 'room:post')
  if (who.kind === 'guest' && environment) throw new AppError('invalid-input', 'The chat link says which environment answers. Leave it out.')
  const input = readRunInput(await body())
  const roomId = await openThread(who, agentId, input.threadId, environment)
  return whileIn(who, (signal) => events({ who, agentId, roomId, input, from }, signal))
}

type Asked = { who: Caller; agentId: string; roomId: string; input: RunInput; from: number | undefined }

async function* events(asked: Asked, signal: AbortSignal): AsyncGenerator<OutEvent[], void, void> {
  const { threadId, runId, modern, surfaces } = asked.input
  const route = await routed(asked)
  // a run that begins now is nothing that anybody can have followed
  const from = route.kind === 'start' ? undefined : asked.from
  const place = route.kind === 'refuse' ? route : await placeOf(asked, route)
  if ('kind' in place) {
    const refused: OutEvent = { type: 'RUN_ERROR', message: place.message, code: place.code }
    yield from === undefined ? [{ type: 'RUN_STARTED', threadId, runId }, refused] : [refused]
  } else if (place.engineRunId === undefined) {
    yield [
      { type: 'RUN_STARTED', threadId, runId },
      { type: 'RUN_FINISHED', threadId, runId },
    ]
  } else {
    const { workspaceId } = asked.who
    yield* followRun(
      {
        workspaceId,
        sight: await sightOf(asked.who),
        guest: asked.who.kind === 'guest',
        roomId: asked.roomId,
        threadId,
        runId,
        modern,
        surfaces,
        has: resultsIn(asked.input),
        ...place,
        engineRunId: place.engineRunId,
        from,
      },
      signal,
    )
  }
}

function routed({ who, agentId, roomId, input }: Asked): Promise<Route> {
  const { workspaceId, personId } = speakerIn(who)
  return inWorkspace(workspaceId, async (tx) => {
    const waitIds = input.resume.length === 0 && input.pressed ? [input.pressed.surfaceId] : input.resume.map((entry) => entry.interruptId)
    const keys = new Map(input.messages.filter((message) => message.role === 'user').map((message) => [messageKey(message.id), message.id]))
    return routeOf(input, {
      waits: questionsFor(who, await waitRows(tx, workspaceId, roomId)),
      said: await saidMessages(tx, workspaceId, roomId, keys),
      known: await findClientRun(tx, workspaceId, { roomId, personId, agentId, clientRunId: input.runId, waitIds }),
    })
  })
}

const resultsIn = ({ messages }: RunInput) =>
  new Set(messages.flatMap(({ role, toolCallId }) => (role === 'tool' && toolCallId !== undefined ? toolCallId : [])))

type Refused = Extract<Route, { kind: 'refuse' }>
type Place = { engineRunId: string | undefined; after: number; answers?: readonly string[] }

/** Does what the route says and answers which of our runs to follow, and from where. */
async function placeOf(asked: Asked, route: Exclude<Route, Refused>): Promise<Place | Refused> {
  switch (route.kind) {
    case 'reconnect':
      return { engineRunId: route.engineRunId, after: route.seq }
    case 'replay':
      return replayed(asked)
    case 'start':
      return started(asked, route)
    case 'answer':
      return answered(asked, route)
  }
}

function replayed({ who, agentId, roomId }: Asked): Promise<Place> {
  return inWorkspace(who.workspaceId, async (tx) => {
    const engineRunId = await latestRun(tx, who.workspaceId, roomId, agentId)
    const seq = engineRunId && (await beginningOf(tx, who.workspaceId, roomId, engineRunId))
    return { engineRunId: seq ? engineRunId : undefined, after: seq ? seq - 1 : 0 }
  })
}

/** The messages, the run and the note that ties it to the client's id are one transaction. */
async function started({ who, agentId, roomId, input }: Asked, { messages, left }: Extract<Route, { kind: 'start' }>): Promise<Place | Refused> {
  const last = messages.at(-1)
  if (!last) throw new AppError('invalid-input')
  if (who.kind === 'guest') return startedByGuest(who, agentId, input, messages)
  const { workspaceId, personId } = who
  const files = await keepFiles(who, messages).catch(refusal)
  if ('kind' in files) return files
  for (const { id } of left) await answerWait(who, { wait: id, outcome: 'declined', value: null }).catch(unlessOver)
  return inWorkspace(workspaceId, async (tx): Promise<Place> => {
    await takeState(tx, who, roomId, { state: input.state, base: input.stateBase })
    const { runId } = await say(tx, who, {
      room: roomId,
      id: last.id,
      text: last.text,
      files: files.get(last.id) ?? [],
      trigger: 'agui',
      agent: agentId,
      earlier: messages.slice(0, -1).map(({ id, text }) => ({ id, text, files: files.get(id) ?? [] })),
      given: input.given,
    })
    if (runId === null) throw new AppError('not-found')
    const after = await noteClientRun(tx, { roomId, personId, author: authorIn(who), agentId, clientRunId: input.runId, engineRunId: runId, waitIds: [] })
    return { engineRunId: runId, after }
  }).catch(outOfDate)
}

/** Nothing is said then either. */
function outOfDate(error: unknown): Refused {
  const details = isAppError(error) && error.code === 'conflict' ? error.details : undefined
  if (typeof details !== 'object' || details === null || !('paths' in details)) throw error
  return { kind: 'refuse', code: 'STATE_CONFLICT', message: isAppError(error) ? error.message : '' }
}

const notTaken = ['invalid-input', 'too-large', 'limit-reached', 'address-refused', 'outside-failed', 'timed-out']

/** What a message brings along and is not taken: nothing is said then, so that it can be sent anew. */
function refusal(error: unknown): Refused {
  if (!isAppError(error) || !notTaken.includes(error.code)) throw error
  return { kind: 'refuse', code: error.code === 'too-large' ? 'CONTENT_TOO_LARGE' : 'UNSUPPORTED_CONTENT', message: error.message }
}

/** The note comes first: all that the answers bring about stands after it. What was answered before is followed from there. */
async function answered({ who, agentId, roomId, input }: Asked, route: Extract<Route, { kind: 'answer' }>): Promise<Place> {
  if (who.kind === 'person') await requireAccess(who, 'wait:answer', who)
  const { workspaceId, personId } = speakerIn(who)
  const { engineRunId, waitIds } = route
  const after = await inWorkspace(workspaceId, async (tx) => {
    const run = { roomId, personId, agentId, clientRunId: input.runId, waitIds }
    const before = route.answers.length === 0 && !(await findClientRun(tx, workspaceId, run)) ? await answeredAt(tx, workspaceId, roomId, waitIds) : undefined
    return before ?? noteClientRun(tx, { ...run, author: authorIn(who), engineRunId })
  })
  for (const { wait, answer } of route.answers) await answerFor(who, { wait: wait.id, ...answer }).catch(unlessSame(answer))
  return { engineRunId, after, answers: waitIds }
}

/** A call that was answered meanwhile, or is for somebody else's app, is left as it is. */
function unlessOver(error: unknown): void {
  if (!isAppError(error) || !['already-answered', 'expired', 'not-allowed', 'not-found'].includes(error.code)) throw error
}

/** Somebody was faster with the same answer, such as the same request sent twice: as good as ours. */
function unlessSame({ outcome }: ResumeAnswer): (error: unknown) => void {
  return (error) => {
    const first = isAppError(error) && error.code === 'already-answered' ? error.details : undefined
    if (typeof first !== 'object' || first === null || !('outcome' in first) || first.outcome !== outcome) throw error
  }
}
