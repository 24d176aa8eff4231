import type { ConversationEntry, Interrupt, RoomEvent } from '../conversation/index.ts'
import type { OutEvent } from './project-run.ts'

export type RoomAsRun = {
  threadId: string
  runId: string
  /** What moved the shared state up to here is in the snapshot that was sent already. */
  stateAt: number
}

/**
 * A room as one AG-UI run, for any client that wants to see all of it: each stretch of an agent's run is a subagent, what people
 * say stands between them. Begins with RUN_STARTED, ends once with RUN_FINISHED, which tells the questions that are still open.
 */
export class RoomProjection {
  readonly #view: RoomAsRun
  /** Subagents at work: our run → its name in this stream. */
  readonly #agents = new Map<string, string>()
  /** Open texts and calls: id → whose it is and how it ends. */
  readonly #open = new Map<string, { agent: string | undefined; end: OutEvent }>()
  readonly #asked = new Map<string, Interrupt & { subagentRunId: string }>()
  readonly #superseded = new Set<string>()
  #stretches = 0

  constructor(view: RoomAsRun) {
    this.#view = view
  }

  /** Is anybody at work? */
  get busy(): boolean {
    return this.#agents.size > 0
  }

  /** Entries that are known before the first is sent: what a later attempt shows anew is left out. */
  knows(entries: readonly ConversationEntry[]): void {
    for (const { event } of entries) if (event.type === 'CUSTOM' && event.name === 'hearth.superseded') this.#superseded.add(event.value.id)
  }

  begin(): OutEvent[] {
    return [{ type: 'RUN_STARTED', ...this.#ids() }]
  }

  push({ event, at, seq }: ConversationEntry): OutEvent[] {
    if (event.type === 'STATE_DELTA' && seq <= this.#view.stateAt) return []
    if (event.type === 'STATE_DELTA') return [{ ...event, metadata: { ...event.metadata, stateVersion: seq }, timestamp: Date.parse(at) }]
    return this.#project(event).map((out) => ({ ...out, timestamp: Date.parse(at) }))
  }

  end(): OutEvent[] {
    const left = [...this.#agents.keys()].flatMap((runId) => this.#leave(runId, (subagentRunId) => ({ type: 'SUBAGENT_FINISHED', subagentRunId })))
    const interrupts = [...this.#asked.values()]
    const outcome = interrupts.length > 0 ? { outcome: { type: 'interrupt', interrupts } } : {}
    return [...left, ...this.#closed(undefined), { type: 'RUN_FINISHED', ...this.#ids(), ...outcome }]
  }

  fail(message: string, code: string): OutEvent[] {
    return [{ type: 'RUN_ERROR', message, code }]
  }

  #project(event: RoomEvent): OutEvent[] {
    const { runId } = event.metadata
    if (event.metadata.as === 'draft') return [] // the card itself follows, whole
    switch (event.type) {
      case 'RUN_STARTED':
        return this.#enter(event, true)
      case 'RUN_FINISHED': {
        const asked = (event.outcome?.interrupts ?? []).filter(({ metadata }) => metadata.kind !== 'tool')
        if (runId === undefined) return []
        return this.#leave(runId, (subagentRunId) => {
          for (const interrupt of asked) this.#asked.set(interrupt.id, { ...interrupt, subagentRunId })
          const outcome = event.outcome ? { outcome: { type: 'suspended', interruptIds: asked.map(({ id }) => id) } } : {}
          return { type: 'SUBAGENT_FINISHED', subagentRunId, ...outcome }
        })
      }
      case 'RUN_ERROR': {
        for (const [id, { metadata }] of this.#asked) if ('runId' in metadata && metadata.runId === runId) this.#asked.delete(id)
        return runId === undefined
          ? []
          : this.#leave(runId, (subagentRunId) => ({ type: 'SUBAGENT_ERROR', subagentRunId, message: event.message, code: event.code }))
      }
      case 'TEXT_MESSAGE_START':
        return this.#opens(event.messageId, event, { type: 'TEXT_MESSAGE_END', messageId: event.messageId })
      case 'TOOL_CALL_START':
        return this.#opens(event.toolCallId, event, { type: 'TOOL_CALL_END', toolCallId: event.toolCallId })
      case 'TEXT_MESSAGE_CONTENT':
        return this.#within(event.messageId, event)
      case 'TOOL_CALL_ARGS':
        return this.#within(event.toolCallId, event)
      case 'TEXT_MESSAGE_END':
        return this.#closes(event.messageId)
      case 'TOOL_CALL_END':
        return this.#closes(event.toolCallId)
      case 'TOOL_CALL_RESULT':
        this.#asked.delete(event.toolCallId)
        if (this.#superseded.has(event.toolCallId)) return []
        return [...this.#enter(event), this.#tagged(event)]
      case 'CUSTOM':
        if (event.name === 'hearth.answered' || event.name === 'hearth.expired') this.#asked.delete(event.value.waitId)
        return event.name === 'hearth.queued' || (event.name === 'hearth.superseded' && this.#superseded.has(event.value.id)) ? [] : [event]
      default:
        return []
    }
  }

  /** The agent that speaks is at work, also when its beginning was before what is shown. `anew`: a stretch begins here. */
  #enter({ metadata }: RoomEvent, anew = false): OutEvent[] {
    const { runId, speaker = 'Agent' } = metadata
    if (runId === undefined || metadata.agentId === undefined) return []
    const left = anew ? this.#leave(runId, (subagentRunId) => ({ type: 'SUBAGENT_FINISHED', subagentRunId })) : []
    if (this.#agents.has(runId)) return left
    const subagentRunId = `${runId}:${++this.#stretches}`
    this.#agents.set(runId, subagentRunId)
    return [...left, { type: 'SUBAGENT_STARTED', subagentRunId, name: speaker, metadata: { runId, agentId: metadata.agentId } }]
  }

  #leave(runId: string, last: (subagentRunId: string) => OutEvent): OutEvent[] {
    const subagentRunId = this.#agents.get(runId)
    if (subagentRunId === undefined) return []
    this.#agents.delete(runId)
    return [...this.#closed(subagentRunId), last(subagentRunId)]
  }

  #opens(id: string, event: RoomEvent, end: OutEvent): OutEvent[] {
    if (this.#open.has(id) || this.#superseded.has(id)) return []
    const entered = this.#enter(event)
    const agent = this.#agentOf(event)
    this.#open.set(id, { agent, end: { ...end, ...(agent === undefined ? {} : { subagentRunId: agent }) } })
    return [...entered, this.#tagged(event)]
  }

  #within(id: string, event: RoomEvent): OutEvent[] {
    return this.#open.has(id) ? [this.#tagged(event)] : []
  }

  #closes(id: string): OutEvent[] {
    const open = this.#open.get(id)
    this.#open.delete(id)
    return open ? [open.end] : []
  }

  /** Ends what this agent, or for undefined a person, left open. */
  #closed(agent: string | undefined): OutEvent[] {
    return [...this.#open].flatMap(([id, open]) => (open.agent === agent ? this.#closes(id) : []))
  }

  #tagged(event: RoomEvent): OutEvent {
    const agent = this.#agentOf(event)
    return agent === undefined ? event : { ...event, subagentRunId: agent }
  }

  #agentOf({ metadata }: RoomEvent): string | undefined {
    return metadata.runId === undefined ? undefined : this.#agents.get(metadata.runId)
  }

  #ids(): { threadId: string; runId: string } {
    return { threadId: this.#view.threadId, runId: this.#view.runId }
  }
}
