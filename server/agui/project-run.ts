import type { ConversationEntry, Interrupt, RoomEvent } from '../conversation/index.ts'
import type { JsonObject } from '../kernel/json.ts'
import { noSurface, surfaceOf, type Wanted } from './surfaces.ts'

/** An AG-UI event on its way to a client. */
export type OutEvent = { type: string; timestamp?: number; [field: string]: unknown }

export type RunView = {
  threadId: string
  /** The client's id of the run; ours is another. */
  runId: string
  /** Our run, whose entries these are. */
  engineRunId: string
  /** See {@link RunInput.modern}. */
  modern: boolean
  /** Messages the client has the beginning of already, from a snapshot: what follows of them opens them again. */
  begun?: ReadonlySet<string>
  /** The A2UI this client draws: views come as surfaces, too. */
  surfaces?: Wanted | null
  /** What others decide is no interrupt of theirs: their run is over for now, and goes on when it was decided. */
  guest?: boolean
  /** Calls whose result the client has, since it gave it. */
  has?: ReadonlySet<string>
}

/**
 * A room's entries as the one run an AG-UI client asked for: begins with RUN_STARTED, ends with exactly one terminal
 * event, every bracket closed, other runs and people left out. Pauses that were answered already are passed over, so
 * that a run is one stretch from where the client came in to where it stands now.
 */
export class RunProjection {
  readonly #view: RunView
  readonly #texts = new Set<string>()
  readonly #tools = new Set<string>()
  readonly #answered = new Set<string>()
  readonly #superseded = new Set<string>()
  /** Calls of tools that run in the client. */
  readonly #appCalls = new Set<string>()
  /** Cards that may be drawn as surfaces: their arguments so far, and those that were. */
  readonly #cards = new Map<string, { component: string; args: string }>()
  readonly #surfaces = new Set<string>()
  /** Until here the run is known to have gone on: pauses before it are over. */
  #wentOn = 0
  #done = false

  constructor(view: RunView) {
    this.#view = view
  }

  get done(): boolean {
    return this.#done
  }

  /** Waits that this client answers now, so that the pause for them is not told to it again. */
  answers(waitIds: Iterable<string>): void {
    for (const id of waitIds) this.#answered.add(id)
  }

  /**
   * Entries that are known before the first is sent: what was answered or shown anew later on need not be told twice. A client that has
   * all up to `from` has the beginning of what was shown anew since; it is told so as it came.
   */
  knows(entries: readonly ConversationEntry[], from = Number.POSITIVE_INFINITY): void {
    for (const { event, seq } of entries) {
      if (!this.#isMine(event)) continue
      if (event.type === 'RUN_STARTED' || event.type === 'RUN_ERROR' || (event.type === 'RUN_FINISHED' && !event.outcome)) this.#wentOn = seq
      if (event.type !== 'CUSTOM') continue
      if (event.name === 'hearth.answered' || event.name === 'hearth.expired') this.#answered.add(event.value.waitId)
      if (event.name === 'hearth.superseded' && seq <= from) this.#superseded.add(event.value.id)
    }
  }

  begin(): OutEvent[] {
    const { threadId, runId, modern } = this.#view
    return [{ type: 'RUN_STARTED', threadId, runId, ...(modern ? { protocolVersion: '1.0' } : {}) }]
  }

  push(entry: ConversationEntry): OutEvent[] {
    if (this.#done || !(entry.event.type === 'STATE_DELTA' || this.#isMine(entry.event))) return []
    const timestamp = Date.parse(entry.at)
    // the last of an entry's events says where a client that was cut off goes on; a message taken back counts with the snapshot that follows
    return this.#project(entry.event, entry.seq).map((event, at, all) =>
      at < all.length - 1 || isSuperseded(event) ? { ...event, timestamp } : { ...event, timestamp, metadata: { ...metadataOf(event), seq: entry.seq } },
    )
  }

  /** Ends the stream for a reason of ours, not the run's. */
  fail(message: string, code: string): OutEvent[] {
    return this.#done ? [] : this.#finish({ type: 'RUN_ERROR', message, code })
  }

  #isMine(event: RoomEvent): boolean {
    return event.metadata.runId === this.#view.engineRunId
  }

  #project(event: RoomEvent, seq: number): OutEvent[] {
    if (event.metadata.as === 'draft') return [] // the card itself follows, whole
    switch (event.type) {
      case 'RUN_STARTED':
        return []
      case 'RUN_FINISHED': {
        const left = event.outcome?.interrupts.filter((interrupt) => !this.#answered.has(interrupt.id))
        if (left && (left.length === 0 || seq < this.#wentOn)) return []
        return this.#finish({ ...event, ...this.#ids(), ...this.#pauseOf(left) })
      }
      case 'RUN_ERROR':
        if (event.code === 'cancelled' && this.#view.modern)
          return this.#finish({ type: 'RUN_FINISHED', ...this.#ids(), outcome: { type: 'cancelled' }, metadata: event.metadata })
        return this.#finish(event)
      case 'TEXT_MESSAGE_START':
        return this.#opens(this.#texts, event.messageId, event)
      case 'TEXT_MESSAGE_CONTENT':
        return this.#within(this.#texts, event.messageId, event, { type: 'TEXT_MESSAGE_START', messageId: event.messageId, role: 'assistant' })
      case 'TEXT_MESSAGE_END':
        return this.#closes(this.#texts, event.messageId, event)
      case 'TOOL_CALL_START':
        if (event.metadata.as === 'tool' && event.metadata.waitId !== undefined) this.#appCalls.add(event.toolCallId)
        if (this.#view.surfaces && event.metadata.as !== 'tool') this.#cards.set(event.toolCallId, { component: event.toolCallName, args: '' })
        return this.#opens(this.#tools, event.toolCallId, event)
      case 'TOOL_CALL_ARGS': {
        const card = this.#cards.get(event.toolCallId)
        if (card) card.args = card.args.slice(0, event.metadata.off ?? card.args.length) + event.delta
        return this.#within(this.#tools, event.toolCallId, event)
      }
      case 'TOOL_CALL_END':
        return [...this.#closes(this.#tools, event.toolCallId, event), ...this.#drawn(event.toolCallId)]
      case 'TOOL_CALL_RESULT':
        if (this.#superseded.has(event.toolCallId) || this.#view.has?.has(event.toolCallId)) return []
        return [this.#appCalls.has(event.toolCallId) ? { ...event, content: valueIn(event.content) } : event]
      case 'STATE_DELTA': // of whoever: it is shared
        return [{ ...event, metadata: { ...event.metadata, stateVersion: seq } }]
      case 'CUSTOM':
        if (event.name === 'hearth.turn-dropped')
          return this.#finish({ type: 'RUN_ERROR', message: event.value.reason ?? 'This message was dropped before its turn came.', code: 'cancelled' })
        if (event.name === 'hearth.queued' || (event.name === 'hearth.superseded' && this.#superseded.has(event.value.id))) return []
        return event.name === 'hearth.superseded' ? [...this.#undrawn(event.value.id), event] : [event]
      default:
        return []
    }
  }

  /** The surface of a card whose arguments are whole. */
  #drawn(id: string): OutEvent[] {
    const card = this.#cards.get(id)
    this.#cards.delete(id)
    const surface = card && !this.#superseded.has(id) && surfaceOf(id, card.component, objectIn(card.args), this.#view.surfaces)
    if (!surface) return []
    this.#surfaces.add(id)
    return [{ type: 'ACTIVITY_SNAPSHOT', ...surface }]
  }

  #undrawn(id: string): OutEvent[] {
    return this.#view.surfaces && this.#surfaces.delete(id) ? [{ type: 'ACTIVITY_SNAPSHOT', ...noSurface(id, this.#view.surfaces) }] : []
  }

  #opens(open: Set<string>, id: string, event: RoomEvent): OutEvent[] {
    if (open.has(id) || this.#superseded.has(id)) return []
    open.add(id)
    return [event]
  }

  #within(open: Set<string>, id: string, event: RoomEvent, start?: OutEvent): OutEvent[] {
    if (open.has(id)) return [event]
    if (!start || this.#superseded.has(id) || !this.#view.begun?.has(id)) return []
    open.add(id)
    return [{ ...start, metadata: event.metadata }, event]
  }

  #closes(open: Set<string>, id: string, event: RoomEvent): OutEvent[] {
    return open.delete(id) ? [event] : []
  }

  #finish(terminal: OutEvent): OutEvent[] {
    this.#done = true
    const ends = [
      ...[...this.#texts].map((messageId) => ({ type: 'TEXT_MESSAGE_END', messageId })),
      ...[...this.#tools].map((toolCallId) => ({ type: 'TOOL_CALL_END', toolCallId })),
    ]
    this.#texts.clear()
    this.#tools.clear()
    return [...ends, terminal]
  }

  /** Calls of the client's own tools are no interrupt: the run is over for now, and the next one brings what came of them. */
  #pauseOf(left: readonly Interrupt[] | undefined): { outcome?: unknown } {
    if (!left) return {}
    const mine = this.#view.guest ? left.filter(({ metadata }) => !metadata.team) : left
    const interrupts = mine.filter(({ metadata }) => metadata.kind !== 'tool')
    if (interrupts.length > 0) return { outcome: { type: 'interrupt', interrupts } }
    return this.#view.modern ? { outcome: { type: 'success', pendingToolCallIds: mine.map(({ id }) => id) } } : { outcome: undefined }
  }

  #ids(): { threadId: string; runId: string } {
    return { threadId: this.#view.threadId, runId: this.#view.runId }
  }
}

export const isSuperseded = (event: OutEvent): boolean => event.type === 'CUSTOM' && event.name === 'hearth.superseded'

const metadataOf = ({ metadata }: OutEvent): object => (typeof metadata === 'object' && metadata !== null ? metadata : {})

function objectIn(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
  } catch {
    return {}
  }
}

/** What the app gave back, as it gave it: our feed holds it as an answer. */
function valueIn(content: string): string {
  const { value } = JSON.parse(content) as { value?: unknown }
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}
