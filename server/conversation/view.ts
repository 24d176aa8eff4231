import type { Answer, Question, ToolCall } from '../engine/hands.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Branched, Routed, Why } from './room-event.ts'

/**
 * What people see of a room: the fold over its entries. Items are kept in pages of at most {@link pageSize}, in the order
 * they began; folding a token copies one page and nothing else, so a list drawn page by page stays cheap however long
 * the conversation grows. {@link itemsOf} gives one flat list.
 */
export type Conversation = {
  /** The last entry folded in. */
  seq: number
  pages: readonly Page[]
  /** Items that may still change: id → page. */
  open: Readonly<Record<string, number>>
  /** Runs that have not ended, by id. */
  runs: Readonly<Record<string, ActiveRun>>
  /** Messages that wait for their turn, oldest first. */
  queue: readonly QueuedTurn[]
  /** What stands in cards that everybody in the room fills together, by the card's id. */
  shared: Readonly<Record<string, JsonObject | null>>
  /** Where something about the room itself changed last, such as who is in it. */
  changed: number
  /** Runs whose answers were asked for again: kept, and no longer what counts. */
  former: Readonly<Record<string, true>>
  /** What runs took of models and of time, by run. */
  spent: Readonly<Record<string, Spent>>
  /** Files that were removed, by id: what came with a message and is there no more. */
  gone: Readonly<Record<string, true>>
  /** What people put on items, by the item's id; apart from the items, because those may not be here yet. */
  marks: Readonly<Record<string, Marks>>
}
/** `costMicros` in millionths of a US dollar; `unpriced` calls are not in it. `from`, `to`: when the run ended, how long it took. */
export type Spent = { tokens: number; costMicros: number; unpriced: number; from?: string; to?: string }
export type Marks = {
  /** By emoji and author: the last word of each counts. */
  reactions: Readonly<Record<string, Reaction>>
  branches: readonly Branched[]
}
export type Reaction = { emoji: string; authorId: string; name: string; on: boolean }
export type Page = readonly Item[]
export const pageSize = 50

export type ActiveRun = {
  runId: string
  agentId: string
  speaker: string
  segment: number
  status: 'queued' | 'running' | 'waiting'
  since: string
  why: Why | null
}

export type QueuedTurn = {
  turnId: string
  messageId: string
  text: string
  agentId: string
  /** The agent whose turn it will be. */
  agent: string
  authorId: string
  author: string
  at: string
  /** The message stands in the room already and can no longer be edited. */
  said: boolean
  files: readonly FileRef[]
  /** It reaches the agent at its next step, if there is one. */
  steers?: boolean
}

type Common = {
  id: string
  /** Where in the feed it began. */
  seq: number
  at: string
  authorId: string
  speaker: string
  /** The scripted demo model is behind it. */
  demo: boolean
  runId: string | null
  agentId: string | null
  /** Why it was this agent's turn. */
  why: Why | null
}
/** `routed`: whose turn a person's message became; `files`: what it brings; `stopped`: somebody stopped its agent before it was whole. */
export type MessageItem = Common & {
  kind: 'message'
  role: 'user' | 'assistant'
  text: string
  streaming: boolean
  routed: readonly Routed[]
  files: readonly FileRef[]
  stopped?: true
}
/**
 * `loading`: arguments still arrive (`props` is null). `shown`: only shows. `open`: waits for an answer. `answered`: see
 * `answer`, also for a no. `expired`: too late, or its run ended without it.
 */
export type CardItem = Common & {
  kind: 'card'
  component: string
  props: JsonObject | null
  args: string
  status: 'loading' | 'shown' | 'open' | 'answered' | 'expired'
  waitId: string | null
  question: Omit<Question, 'props' | 'component'> | null
  /** The model's call that this question guards. */
  toolCall: ToolCall | null
  answer: Answer | null
  /** A model is still writing it: it goes when the real one comes. */
  draft?: true
}
/** What a model thought before it spoke. `until`: when it was done. */
export type ThoughtItem = Common & { kind: 'thought'; text: string; streaming: boolean; until: string | null }
export type ToolCallItem = Common & {
  kind: 'toolCall'
  name: string
  input: JsonObject | null
  args: string
  status: 'running' | 'done' | 'failed' | 'stopped'
  output: Json
}
export type NoticeItem = Common & {
  kind: 'notice'
  notice: 'failed' | 'cancelled' | 'recovered' | 'joined' | 'left' | 'limit' | 'forked' | 'branched'
  code: string
  text: string
  /** The room it speaks of, and the entry to look at there. */
  room?: { id: string; title: string; seq: number }
}
export type Item = MessageItem | ThoughtItem | CardItem | ToolCallItem | NoticeItem

export const emptyConversation: Conversation = {
  seq: 0,
  pages: [],
  open: {},
  runs: {},
  queue: [],
  shared: {},
  changed: 0,
  former: {},
  spent: {},
  gone: {},
  marks: {},
}

const flat = new WeakMap<readonly Page[], readonly Item[]>()

/** All items in order; the same list for the same pages. */
export function itemsOf(view: Conversation): readonly Item[] {
  const known = flat.get(view.pages)
  if (known) return known
  const items = view.pages.flat()
  flat.set(view.pages, items)
  return items
}

/** Cards that wait for an answer, oldest first. */
export function openQuestions(view: Conversation): CardItem[] {
  return Object.keys(view.open)
    .flatMap((id) => itemOf(view, id) ?? [])
    .filter((item): item is CardItem => item.kind === 'card' && item.status === 'open')
    .sort((a, b) => a.seq - b.seq)
}

/** An item that may still change. */
export function itemOf(view: Conversation, id: string): Item | undefined {
  const page = view.open[id]
  return page === undefined ? undefined : view.pages[page]?.find((item) => item.id === id)
}
