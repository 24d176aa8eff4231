import type { EngineEvent, EventOf } from '../engine/events.ts'
import type { ToolCall } from '../engine/hands.ts'
import type { Json } from '../kernel/json.ts'
import { interruptOf } from './interrupt.ts'
import type { Meta, OutletEntry, RoomEvent } from './room-event.ts'
import { messageEntries } from './user-message.ts'

/** Whose run it is and where it speaks. */
export type OutletContext = { roomId: string; runId: string; segment: number; agentId: string; agentName: string }

type Draft = [key: string, event: Unsigned, extra?: Partial<Meta>]
type Unsigned = RoomEvent extends infer E ? (E extends RoomEvent ? Omit<E, 'metadata'> : never) : never

/** What of an engine event people in the room get to see, as AG-UI events. Most engine events show nothing. */
export function entriesOf(event: EngineEvent, ctx: OutletContext): OutletEntry[] {
  return [...(event.kind === 'message.taken' ? wordsOf(event, ctx) : []), ...own(event, ctx)]
}

/** Under the message's own keys: it may stand in the room already. */
function wordsOf({ message, text, by }: EventOf<'message.taken'>, { roomId }: OutletContext): OutletEntry[] {
  return messageEntries({ id: message, roomId, personId: by.id, name: by.name, text })
}

function own(event: EngineEvent, ctx: OutletContext): OutletEntry[] {
  const segment = 'segment' in event ? event.segment : ctx.segment
  return draftsOf(event, { ...ctx, segment }).map(([key, unsigned, extra]) => {
    const metadata: Meta = {
      roomId: ctx.roomId,
      runId: ctx.runId,
      segment,
      agentId: ctx.agentId,
      authorId: `agent:${ctx.agentId}`,
      speaker: ctx.agentName,
      ...extra,
    }
    return { key: `${ctx.runId}:${key}`, kind: unsigned.type, body: { ...unsigned, metadata } as RoomEvent }
  })
}

function draftsOf(event: EngineEvent, ctx: OutletContext): Draft[] {
  const { runId, roomId: threadId, segment } = ctx
  switch (event.kind) {
    case 'run.created':
      return [['queued', { type: 'CUSTOM', name: 'hearth.queued', value: { runId } }]]
    case 'run.started':
      return [[`${segment}:started`, { type: 'RUN_STARTED', threadId, runId }]]
    case 'run.resumed':
      if (event.by !== undefined) return [] // the room's turn never ended, or waits on
      return [
        [`${segment}:started`, { type: 'RUN_STARTED', threadId, runId }],
        ...event.answers.map(
          ({ wait, answer }): Draft => [
            `${wait}:result`,
            {
              type: 'TOOL_CALL_RESULT',
              messageId: `${wait}:result`,
              toolCallId: wait,
              content: JSON.stringify({ outcome: answer.outcome, value: answer.value }),
            },
            { as: 'question', waitId: wait },
          ],
        ),
      ]
    case 'run.recovered':
      return [[`${segment}:recovered:${event.epoch}`, { type: 'CUSTOM', name: 'hearth.recovered', value: { runId } }]]
    case 'run.waiting':
      return [[`${segment}:waiting`, { type: 'RUN_FINISHED', threadId, runId, outcome: { type: 'interrupt', interrupts: event.waits.map(interruptOf) } }]]
    case 'run.completed':
      return [['end', { type: 'RUN_FINISHED', threadId, runId, ...resultOf(event.output) }]]
    case 'run.failed':
      return [['end', { type: 'RUN_ERROR', message: event.error.message, code: event.error.code }]]
    case 'run.cancelled':
      return [['end', { type: 'RUN_ERROR', message: event.by ? `Stopped by ${event.by}.` : 'Stopped.', code: 'cancelled' }]]
    case 'node.started':
      return event.toolCall ? toolCallDrafts(event.path, event.toolCall, ctx) : []
    case 'node.completed':
      return event.toolCall ? [...draftOver(event.toolCall, ctx), toolResult(event.path, event.output, ctx)] : []
    case 'node.failed': {
      const { toolCall, path, error } = event
      return toolCall ? [...draftOver(toolCall, ctx), toolResult(path, { error: { code: error.code, message: error.message } }, ctx, true)] : []
    }
    case 'stream.opened':
    case 'stream.chunk':
    case 'stream.closed':
      return streamDrafts(event, `${runId}:${event.stream}`)
    case 'human.requested':
      return [...(event.toolCall ? draftOver(event.toolCall, ctx) : []), ...questionDrafts(event)]
    case 'human.answered':
      return [
        [`${event.wait}:answered`, { type: 'CUSTOM', name: 'hearth.answered', value: { waitId: event.wait, answer: event.answer } }, authorOf(event.answer.by)],
      ]
    case 'human.expired':
      return [[`${event.wait}:expired`, { type: 'CUSTOM', name: 'hearth.expired', value: { waitId: event.wait } }]]
    case 'message.taken':
      return [[`${event.turn}:taken`, { type: 'CUSTOM', name: 'hearth.turn-taken', value: { turnId: event.turn, messageId: event.message } }]]
    case 'run.queued':
    case 'run.paused':
    case 'node.ready':
    case 'node.progress':
    case 'wire.transferred':
    case 'human.agreed':
    case 'human.reminded':
    case 'human.escalated':
    case 'wait.opened':
    case 'wait.closed':
    case 'child.started':
    case 'child.completed':
    case 'child.failed':
    case 'secret.used':
    case 'permission.denied':
    case 'node.retried':
    case 'node.skipped':
    case 'node.log':
    case 'wire.rejected':
      return []
    case 'usage.recorded': {
      const { path, attempt, model, inputTokens, outputTokens, costMicros } = event
      const value = { model, inputTokens, outputTokens, ...(costMicros === undefined ? {} : { costMicros }) }
      return [[`${path}:${attempt}:usage`, { type: 'CUSTOM', name: 'hearth.usage', value }]]
    }
  }
}

/** Named by the step's path, not by the model's id for the call: those of some models start anew in every run. */
function toolCallDrafts(path: string, call: { name: string; input: Record<string, Json> }, { runId }: OutletContext): Draft[] {
  const toolCallId = `${runId}:${path}`
  const extra: Partial<Meta> = { as: 'tool' }
  return [
    [`${path}:tool`, { type: 'TOOL_CALL_START', toolCallId, toolCallName: call.name }, extra],
    [`${path}:tool:args`, { type: 'TOOL_CALL_ARGS', toolCallId, delta: JSON.stringify(call.input) }, { ...extra, off: 0 }],
    [`${path}:tool:end`, { type: 'TOOL_CALL_END', toolCallId }, extra],
  ]
}

/** What was drawn while the model wrote this call: the block itself shows it now, or nothing does. */
function draftOver({ draft }: ToolCall, { runId }: OutletContext): Draft[] {
  return draft === undefined ? [] : [[`stream:${draft}:superseded`, { type: 'CUSTOM', name: 'hearth.superseded', value: { id: `${runId}:${draft}` } }]]
}

function toolResult(path: string, content: Json, { runId }: OutletContext, failed = false): Draft {
  const toolCallId = `${runId}:${path}`
  return [
    `${path}:tool:result`,
    { type: 'TOOL_CALL_RESULT', messageId: `${toolCallId}:result`, toolCallId, content: JSON.stringify(content) },
    { as: 'tool', ...(failed ? { failed } : {}) },
  ]
}

function streamDrafts(event: EventOf<'stream.opened' | 'stream.chunk' | 'stream.closed'>, id: string): Draft[] {
  const key = `stream:${event.stream}`
  if (event.kind === 'stream.opened') {
    const extra: Partial<Meta> = { ...(event.speaker === undefined ? {} : { speaker: event.speaker }), demo: event.demo }
    switch (event.channel) {
      case 'card':
        return [[key, { type: 'TOOL_CALL_START', toolCallId: id, toolCallName: event.component ?? 'Card' }, { ...extra, as: event.draft ? 'draft' : 'card' }]]
      case 'reasoning':
        return [[key, { type: 'REASONING_MESSAGE_START', messageId: id, role: 'reasoning' }, extra]]
      case 'text':
        return [[key, { type: 'TEXT_MESSAGE_START', messageId: id, role: 'assistant', ...(event.speaker === undefined ? {} : { name: event.speaker }) }, extra]]
    }
  }
  if (event.kind === 'stream.chunk') return chunkDrafts(event, key, id)
  const over: Draft[] = event.superseded ? [[`${key}:superseded`, { type: 'CUSTOM', name: 'hearth.superseded', value: { id } }]] : []
  return [...closingDrafts(event, key, id), ...over]
}

function chunkDrafts({ off, text, props, args, ...event }: EventOf<'stream.chunk'>, key: string, id: string): Draft[] {
  const extra: Partial<Meta> = { off }
  if (props !== undefined) return [[`${key}:${off}`, { type: 'TOOL_CALL_ARGS', toolCallId: id, delta: JSON.stringify(props) }, { ...extra, as: 'card' }]]
  if (args !== undefined) return [[`${key}:${off}`, { type: 'TOOL_CALL_ARGS', toolCallId: id, delta: args }, { ...extra, as: 'draft' }]]
  if (!text) return []
  const type = event.channel === 'reasoning' ? 'REASONING_MESSAGE_CONTENT' : 'TEXT_MESSAGE_CONTENT'
  return [[`${key}:${off}`, { type, messageId: id, delta: text }, extra]]
}

function closingDrafts(event: EventOf<'stream.closed'>, key: string, id: string): Draft[] {
  switch (event.channel) {
    case 'text':
      return [[`${key}:end`, { type: 'TEXT_MESSAGE_END', messageId: id }, event.stopped ? { stopped: true } : {}]]
    case 'reasoning':
      return [[`${key}:end`, { type: 'REASONING_MESSAGE_END', messageId: id }]]
    case 'card': {
      if (event.draft) return [[`${key}:end`, { type: 'TOOL_CALL_END', toolCallId: id }, { as: 'draft' }]]
      const content = event.text || 'shown'
      return [
        [`${key}:end`, { type: 'TOOL_CALL_END', toolCallId: id }, { as: 'card' }],
        [`${key}:result`, { type: 'TOOL_CALL_RESULT', messageId: `${id}:result`, toolCallId: id, content }, { as: 'card' }],
      ]
    }
  }
}

/** A question is a tool call named after the card that draws it, so that clients without our cards can draw it too. */
function questionDrafts(event: EventOf<'human.requested'>): Draft[] {
  const { component, props, ...question } = event.question
  // a tool of the person's app is shown as the tool it is: nobody fills it in
  const extra: Partial<Meta> = { as: event.question.kind === 'tool' ? 'tool' : 'question', waitId: event.wait }
  return [
    [
      `${event.wait}:ask`,
      { type: 'TOOL_CALL_START', toolCallId: event.wait, toolCallName: component },
      { ...extra, question, ...(event.toolCall ? { toolCall: event.toolCall } : {}) },
    ],
    [`${event.wait}:ask:args`, { type: 'TOOL_CALL_ARGS', toolCallId: event.wait, delta: JSON.stringify(props) }, { ...extra, off: 0 }],
    [`${event.wait}:ask:end`, { type: 'TOOL_CALL_END', toolCallId: event.wait }, extra],
  ]
}

const authorOf = (by: { id: string; name: string } | undefined): Partial<Meta> => (by ? { authorId: `person:${by.id}`, speaker: by.name } : {})

/** A flow's output goes along when it is small; the run's page has it whole. */
function resultOf(output: Json): { result?: Json } {
  return output !== null && JSON.stringify(output).length <= 8000 ? { result: output } : {}
}
