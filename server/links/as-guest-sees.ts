import type { ConversationEntry, Interrupt, RoomEvent } from '../conversation/index.ts'
import { asksVerdict, isForGuests } from '../engine/question.ts'

/** How people of the workspace are called where a link does not tell their names. */
const somebody = 'Team'
type View = { guestId: string; names: boolean }

/**
 * An entry as a guest gets to see it; undefined when they do not. What is said and what is shown or asked in a card is for them.
 * How it came about is not: tools and what went through them, why an agent was chosen, what a run gave out, why it failed.
 */
export function asGuestSees({ seq, at, event }: ConversationEntry, view: View): ConversationEntry | undefined {
  const shown = eventFor(event, view)
  if (!shown) return undefined
  const { roomId, runId, segment, agentId, demo, off, as, failed, stopped, waitId, question, files } = shown.metadata
  const known = { roomId, runId, segment, agentId, demo, off, as, failed, stopped, waitId, files, ...(question ? { question: questionFor(question) } : {}) }
  const metadata = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
  return { seq, at, event: { ...shown, metadata: { ...metadata, ...authorFor(shown, view) } } as RoomEvent }
}

function eventFor(event: RoomEvent, view: View): RoomEvent | undefined {
  switch (event.type) {
    case 'TEXT_MESSAGE_START':
      return isHidden(event, view) ? { ...event, name: somebody } : event
    case 'TEXT_MESSAGE_CONTENT':
    case 'TEXT_MESSAGE_END':
    case 'RUN_STARTED':
      return event
    case 'RUN_FINISHED': {
      const { type, threadId, runId, metadata, outcome } = event
      return { type, threadId, runId, metadata, ...(outcome ? { outcome: { type: 'interrupt', interrupts: outcome.interrupts.map(interruptFor) } } : {}) }
    }
    case 'RUN_ERROR':
      return event.code === 'cancelled'
        ? { ...event, message: 'Stopped.' }
        : { ...event, code: 'internal', message: 'Something went wrong, and the answer did not come. Please try again.' }
    case 'TOOL_CALL_START':
    case 'TOOL_CALL_ARGS':
    case 'TOOL_CALL_END':
      return event.metadata.as === undefined || event.metadata.as === 'tool' ? undefined : event
    case 'TOOL_CALL_RESULT':
      if (event.metadata.as === 'question') return { ...event, content: outcomeIn(event.content) }
      return event.metadata.as === 'card' ? { ...event, content: 'shown' } : undefined
    case 'CUSTOM':
      return factFor(event, view)
  }
  return undefined // what nobody has thought about is not for guests
}

function factFor(event: Extract<RoomEvent, { type: 'CUSTOM' }>, view: View): RoomEvent | undefined {
  switch (event.name) {
    case 'hearth.queued':
    case 'hearth.recovered':
    case 'hearth.superseded':
    case 'hearth.expired':
    case 'hearth.turn-queued':
    case 'hearth.turn-edited':
    case 'hearth.file-removed':
      return event
    case 'hearth.turn-dropped':
      return { ...event, value: { turnId: event.value.turnId } }
    case 'hearth.answered': {
      const { answer, waitId } = event.value
      if (!answer.by || answer.by.id === view.guestId) return event
      // what staff wrote beside their answer is for staff
      const value = answer.outcome === 'answered' ? answer.value : null
      return { ...event, value: { waitId, answer: { ...answer, value, by: view.names ? answer.by : { id: 'team', name: somebody } } } }
    }
    case 'hearth.joined':
    case 'hearth.left':
      return view.names || event.value.kind === 'agent' ? event : undefined
  }
  return undefined
}

function authorFor({ metadata }: RoomEvent, view: View): { authorId: string; speaker?: string } {
  const { authorId, speaker } = metadata
  if (metadata.authorId.startsWith('person:') && !view.names && authorId !== `person:${view.guestId}`) return { authorId: 'person:team', speaker: somebody }
  return { authorId, ...(speaker === undefined ? {} : { speaker }) }
}

const isHidden = ({ metadata: { authorId } }: RoomEvent, { names }: View): boolean => !names && authorId.startsWith('person:')

/** What the team decides is told as that, and nothing more. */
function interruptFor(interrupt: Interrupt): Interrupt {
  const { id, reason, toolCallId, metadata } = interrupt
  if (!metadata.team && !asksVerdict(metadata.kind)) return interrupt
  const { kind, component } = metadata
  return { id, reason, toolCallId, message: 'Somebody of the team answers this.', responseSchema: {}, metadata: { kind, component, props: {}, team: true } }
}

/** How a question ended; what was answered comes with `hearth.answered`, as far as it is for guests. */
function outcomeIn(content: string): string {
  const { outcome } = JSON.parse(content) as { outcome?: string }
  return JSON.stringify({ outcome: outcome ?? 'answered' })
}

type Asked = NonNullable<RoomEvent['metadata']['question']>

/** Who may answer is told as far as it concerns the guest: they may, or people of the workspace do. */
function questionFor(question: Asked): Asked {
  const { who: _who, escalate: _escalate, notStarter: _notStarter, remindAt: _remindAt, ...rest } = question
  return isForGuests(question) ? rest : { ...rest, who: { roles: ['operator'] } }
}
