import { answerOf, type ResumeAnswer } from '../conversation/index.ts'
import { checkValue } from '../engine/check-value.ts'
import type { Json } from '../kernel/json.ts'
import type { WaitView } from '../runs/contract.ts'
import type { InputMessage, ResumeEntry, RunInput } from './run-input.ts'

/** What the thread knows when a run is asked for. */
export type ThreadState = {
  /** Every question asked in the thread, oldest first. */
  waits: readonly WaitView[]
  /** Ids of messages that were said already. */
  said: ReadonlySet<string>
  /** Where this client's run of this id began, if it is known. */
  known: { engineRunId: string; seq: number } | undefined
}

export type Answering = { wait: WaitView; answer: ResumeAnswer }
export type Route =
  | { kind: 'answer'; engineRunId: string; answers: Answering[]; waitIds: string[] }
  | { kind: 'reconnect'; engineRunId: string; seq: number }
  | { kind: 'replay' }
  /** `left`: calls of the app's tools that the client goes past without an answer. */
  | { kind: 'start'; messages: InputMessage[]; left: WaitView[] }
  | { kind: 'refuse'; code: string; message: string }

/**
 * What a run request means, in this order: an answer, a reconnect, a replay, a refusal while a question is open, a new
 * turn. Answers come first, because some clients resume under the id of the run that was interrupted.
 */
export function routeOf(input: RunInput, state: ThreadState): Route {
  const results = toolResults(input.messages, state.waits)
  const pressed = input.resume.length === 0 && input.pressed ? pressedAs(input.pressed, state.waits) : undefined
  if (pressed) return resumed([pressed], state, true)
  if (input.resume.length > 0) {
    const named = new Set(input.resume.map((entry) => entry.interruptId))
    return resumed([...input.resume, ...results.filter((entry) => !named.has(entry.interruptId))], state, true)
  }
  const fresh = freshMessages(input.messages, state.said)
  const calls = new Set(state.waits.filter(isAppCall).map((wait) => wait.id))
  if (state.known) {
    if (fresh.length > 0) return refuse('RUN_ID_REUSED', 'This runId was used for another input. Send the new message under a new runId.')
    return { kind: 'reconnect', ...state.known }
  }
  if (results.length > 0)
    return resumed(
      results,
      state,
      results.some((entry) => !calls.has(entry.interruptId)),
    )
  if (fresh.length === 0) return { kind: 'replay' }
  const open = state.waits.filter((wait) => wait.status === 'open' && !isAppCall(wait))
  if (open.length > 0) {
    return refuse(
      'INTERRUPT_PENDING',
      `${open.length === 1 ? 'A question is' : `${open.length} questions are`} waiting for an answer in this thread: ${open.map((wait) => `"${wait.question.title}"`).join(', ')}. Resume with an answer first.`,
    )
  }
  if (fresh.every((message) => message.text.trim() === '' && message.files.length === 0))
    return refuse('EMPTY_MESSAGE', 'The message is empty. Write something to the agent.')
  return { kind: 'start', messages: fresh, left: state.waits.filter((wait) => wait.status === 'open' && isAppCall(wait)) }
}

/** A tool of the client's own, which it answers by a tool message and not by a resume. */
const isAppCall = (wait: WaitView): boolean => wait.question.kind === 'tool'

const refuse = (code: string, message: string): Route => ({ kind: 'refuse', code, message })

/** The client's copies of history are not asked for: only what people said since, and what the thread has not heard. */
function freshMessages(messages: readonly InputMessage[], said: ReadonlySet<string>): InputMessage[] {
  const tail = messages.slice(messages.findLastIndex((message) => message.role === 'assistant' || message.role === 'tool') + 1)
  return tail.filter((message) => message.role === 'user' && !said.has(message.id))
}

/** Tool messages at the end that answer an open question: how clients without interrupts answer one. */
function toolResults(messages: readonly InputMessage[], waits: readonly WaitView[]): ResumeEntry[] {
  const tail = messages.slice(messages.findLastIndex((message) => message.role !== 'tool') + 1)
  const open = new Set(waits.filter((wait) => wait.status === 'open').map((wait) => wait.id))
  return tail.flatMap(({ toolCallId, text }) =>
    toolCallId !== undefined && open.has(toolCallId) ? { interruptId: toolCallId, status: 'resolved' as const, payload: parsed(text) } : [],
  )
}

/** A button of a surface as the answer to the question drawn there; undefined when nothing is asked there. Its fields hold texts, or lists of one. */
function pressedAs({ surfaceId, action, values }: NonNullable<RunInput['pressed']>, waits: readonly WaitView[]): ResumeEntry | undefined {
  const wait = waits.find(({ id }) => id === surfaceId)
  if (!wait) return undefined
  const kinds = wait.question.responseSchema as { properties?: { values?: { properties?: Record<string, { type?: string }> } } }
  const fits = Object.entries(values).map(([name, value]): [string, Json] => {
    const one = Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value
    const kind = kinds.properties?.values?.properties?.[name]?.type
    return [name, kind === 'number' && typeof one === 'string' && one.trim() !== '' && Number.isFinite(Number(one)) ? Number(one) : one]
  })
  return { interruptId: wait.id, status: 'resolved', payload: { action, values: Object.fromEntries(fits) } }
}

/** Everything is checked before the first answer is given: a resume is taken whole or not at all. */
function resumed(entries: readonly ResumeEntry[], { waits }: ThreadState, whole: boolean): Route {
  const byId = new Map(waits.map((wait) => [wait.id, wait]))
  const answers: Answering[] = []
  const runs = new Set<string>()
  for (const entry of entries) {
    const wait = byId.get(entry.interruptId)
    if (!wait) return refuse('UNKNOWN_INTERRUPT', `There is no question ${entry.interruptId} in this thread.`)
    runs.add(wait.runId)
    const answer = answerOf(wait.question.kind, entry)
    if ('refused' in answer) return refuse('INVALID_RESUME', answer.refused)
    if (wait.status !== 'open') {
      // the same resume again is harmless; a different answer comes too late
      if (wait.answer?.outcome === answer.outcome) continue
      return wait.status === 'answered'
        ? refuse(
            'ALREADY_ANSWERED',
            `"${wait.question.title}" was answered already${wait.answer?.by ? ` by ${wait.answer.by.name}` : ''}: ${wait.answer?.outcome ?? 'answered'}.`,
          )
        : refuse('INTERRUPT_EXPIRED', `"${wait.question.title}" is no longer open.`)
    }
    const wrong = answer.outcome === 'declined' ? null : checkValue(wait.question.responseSchema, answer.value)
    if (wrong !== null) return refuse('INVALID_RESUME', `The answer to "${wait.question.title}" does not fit: ${wrong}.`)
    answers.push({ wait, answer })
  }
  const [engineRunId] = runs
  if (engineRunId === undefined || runs.size > 1)
    return refuse('INVALID_RESUME', 'These questions belong to different runs. Answer those of one run at a time.')
  const named = new Set(entries.map((entry) => entry.interruptId))
  const left = waits.filter((wait) => wait.runId === engineRunId && wait.status === 'open' && !isAppCall(wait) && !named.has(wait.id))
  if (whole && left.length > 0)
    return refuse(
      'INCOMPLETE_RESUME',
      `A resume answers every open question of the run; missing: ${left.map((wait) => `"${wait.question.title}"`).join(', ')}.`,
    )
  return { kind: 'answer', engineRunId, answers, waitIds: [...named] }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
