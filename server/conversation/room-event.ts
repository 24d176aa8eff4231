import type { Answer, Question, ToolCall } from '../engine/hands.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { PatchOperation } from '../kernel/json-patch.ts'

/**
 * The AG-UI events a room's feed holds: the conservative dialect, which 1.0 and older clients read alike. What is ours
 * rides in `metadata`, because 1.0 clients strip fields they do not know.
 */
export type RoomEvent = { metadata: Meta } & (
  | { type: 'RUN_STARTED'; threadId: string; runId: string }
  | { type: 'RUN_FINISHED'; threadId: string; runId: string; result?: Json; outcome?: { type: 'interrupt'; interrupts: Interrupt[] } }
  | { type: 'RUN_ERROR'; message: string; code: string }
  | { type: 'TEXT_MESSAGE_START'; messageId: string; role: 'user' | 'assistant'; name?: string }
  | { type: 'TEXT_MESSAGE_CONTENT'; messageId: string; delta: string }
  | { type: 'TEXT_MESSAGE_END'; messageId: string }
  | { type: 'REASONING_MESSAGE_START'; messageId: string; role: 'reasoning' }
  | { type: 'REASONING_MESSAGE_CONTENT'; messageId: string; delta: string }
  | { type: 'REASONING_MESSAGE_END'; messageId: string }
  | { type: 'TOOL_CALL_START'; toolCallId: string; toolCallName: string }
  | { type: 'TOOL_CALL_ARGS'; toolCallId: string; delta: string }
  | { type: 'TOOL_CALL_END'; toolCallId: string }
  | { type: 'TOOL_CALL_RESULT'; messageId: string; toolCallId: string; content: string }
  | { type: 'STATE_DELTA'; delta: PatchOperation[] }
  | { type: 'CUSTOM'; name: 'hearth.queued'; value: { runId: string } }
  | { type: 'CUSTOM'; name: 'hearth.recovered'; value: { runId: string } }
  | { type: 'CUSTOM'; name: 'hearth.superseded'; value: { id: string } }
  | { type: 'CUSTOM'; name: 'hearth.usage'; value: Usage }
  | { type: 'CUSTOM'; name: 'hearth.answered'; value: { waitId: string; answer: Answer } }
  | { type: 'CUSTOM'; name: 'hearth.expired'; value: { waitId: string } }
  | { type: 'CUSTOM'; name: 'hearth.routed'; value: Routed }
  | {
      type: 'CUSTOM'
      name: 'hearth.turn-queued'
      value: { turnId: string; messageId: string; text: string; agent: string; said: boolean; files?: FileRef[]; steers?: boolean }
    }
  | { type: 'CUSTOM'; name: 'hearth.turn-taken'; value: { turnId: string; messageId: string } }
  | { type: 'CUSTOM'; name: 'hearth.turn-edited'; value: { turnId: string; text: string } }
  | { type: 'CUSTOM'; name: 'hearth.turn-dropped'; value: { turnId: string; reason?: string } }
  | { type: 'CUSTOM'; name: 'hearth.joined' | 'hearth.left'; value: { kind: 'person' | 'agent'; id: string; name: string } }
  | { type: 'CUSTOM'; name: 'hearth.changed'; value: { what: string } }
  | { type: 'CUSTOM'; name: 'hearth.card-state'; value: { card: string; state: JsonObject | null } }
  | { type: 'CUSTOM'; name: 'hearth.file-removed'; value: { file: string; name: string } }
  | { type: 'CUSTOM'; name: 'hearth.reacted'; value: { messageId: string; emoji: string; on: boolean } }
  | { type: 'CUSTOM'; name: 'hearth.forked'; value: Forked }
  | { type: 'CUSTOM'; name: 'hearth.branched'; value: Branched }
)

/** All before this is a copy of another room's first `seq` entries, the last of which had this hash. */
export type Forked = { room: string; title: string; seq: number; hash: string }
/** Somebody went on elsewhere from entry `seq`, which ends item `item`; `edited`: that message was put differently there. */
export type Branched = { room: string; title: string; seq: number; item: string; edited: boolean }

/** What one call to a model took. `costMicros`: millionths of a US dollar, where the price is known. */
export type Usage = { model: string; inputTokens: number; outputTokens: number; costMicros?: number }

/** Whose turn a message is, and why; nobody's is an answer as well. */
export type Routed = {
  messageId: string
  /** The turn and the run that begin with this; null when no agent speaks. */
  turnId: string | null
  agentId: string | null
  agent: string
} & Why
/**
 * steered: it was taken up by an agent at work · again: somebody wanted another answer · asked: the caller named the agent · only: there is no other · people: it is for people · fallback: the router could not
 * decide · limit: agents handed over often enough.
 */
export type Why = {
  by:
    | 'steered'
    | 'again'
    | 'asked'
    | 'mention'
    | 'only'
    | 'first'
    | 'last'
    | 'rule'
    | 'model'
    | 'flow'
    | 'handover'
    | 'fallback'
    | 'people'
    | 'nobody'
    | 'limit'
  /** One sentence for people. */
  reason: string
  /** Runs whose answers this one takes the place of. */
  former?: string[]
}

export type Meta = {
  roomId: string
  /** `person:<id>`, `guest:<id>` or `agent:<id>`. */
  authorId: string
  runId?: string
  segment?: number
  agentId?: string
  /** Who to show as the speaker. */
  speaker?: string
  /** The scripted demo model said this. */
  demo?: boolean
  /** UTF-16 units of this text or these arguments before the delta. */
  off?: number
  /** What a tool call stands for: a model's call of a block, a card that shows, one that asks, or one that a model is still writing. */
  as?: 'tool' | 'card' | 'question' | 'draft'
  failed?: boolean
  /** Somebody stopped it here, before it was whole. */
  stopped?: true
  /** What a person's message brings along. */
  files?: FileRef[]
  waitId?: string
  question?: Omit<Question, 'props' | 'component'>
  /** The model's call that a question guards. */
  toolCall?: ToolCall
}

/** AG-UI 1.0 §interrupts; its id is the wait's. */
export type Interrupt = {
  id: string
  reason: 'confirmation' | 'input_required'
  message: string
  toolCallId: string
  responseSchema: JsonObject
  expiresAt?: string
  metadata: {
    kind: Question['kind']
    component: string
    props: JsonObject
    /** It names who answers, so it is for nobody who came by a chat link. */
    team?: true
  }
}

/** An entry for the outlet's feed; the same event always gives the same keys, so translating twice shows nothing twice. */
export type OutletEntry = { key: string; kind: RoomEvent['type']; body: RoomEvent }

/** What a feed gives back for it. */
export type ConversationEntry = { seq: number; at: string; event: RoomEvent }
