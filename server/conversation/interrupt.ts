import type { Answer, Question } from '../engine/hands.ts'
import { asksVerdict, isForGuests } from '../engine/question.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Interrupt } from './room-event.ts'

/** A wait as an AG-UI interrupt. What wants a yes or a no asks for `approved` by name, so that silence or an empty answer never approves. */
export function interruptOf(wait: { wait: string; question: Question }): Interrupt {
  const { kind, title, message, component, props, responseSchema, expiresAt } = wait.question
  return {
    id: wait.wait,
    reason: asksVerdict(kind) ? 'confirmation' : 'input_required',
    message: message ?? title,
    toolCallId: wait.wait,
    responseSchema: asksVerdict(kind) ? approvalSchema(responseSchema) : responseSchema,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    metadata: { kind, component, props, ...(asksVerdict(kind) || isForGuests(wait.question) ? {} : { team: true as const }) },
  }
}

function approvalSchema(value: JsonObject): JsonObject {
  return { type: 'object', properties: { approved: { type: 'boolean' }, value }, required: ['approved'] }
}

export type ResumeAnswer = { outcome: Exclude<Answer['outcome'], 'expired'>; value: Json }

/** What a client's resume entry answers, or why it answers nothing. */
export function answerOf(kind: Question['kind'], entry: { status: 'resolved' | 'cancelled'; payload?: unknown }): ResumeAnswer | { refused: string } {
  if (entry.status === 'cancelled') return { outcome: 'declined', value: null }
  const payload = (entry.payload ?? null) as Json
  if (!asksVerdict(kind)) return { outcome: 'answered', value: payload }
  if (typeof payload === 'boolean') return { outcome: payload ? 'approved' : 'declined', value: null }
  if (typeof payload === 'object' && payload !== null && !Array.isArray(payload) && typeof payload.approved === 'boolean') {
    return { outcome: payload.approved ? 'approved' : 'declined', value: payload.value ?? null }
  }
  return { refused: 'An approval is answered with {"approved": true} or {"approved": false}.' }
}
