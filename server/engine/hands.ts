import type { FileRef } from '../kernel/file-ref.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { PatchOperation } from '../kernel/json-patch.ts'
import type { Money } from '../kernel/money.ts'

/**
 * What a block may do to the world. A block gets only the hands it named in `needs`, so permission, budget, address
 * filtering, secrets and recording live in one place (server/runs/hands.ts) and not in every block.
 */
export type Hands = {
  /** Aborted when the run is cancelled or the node's time is up. */
  signal: AbortSignal
  /** Stable for this step across retries and crashes: hand it to services that honour one. */
  idempotencyKey: string
  clock: { now(): string }
  random: { next(): number; id(): string }
  http: { request(request: HttpRequest): Promise<HttpResponse> }
  model: { call(request: ModelRequest): Promise<ModelReply> }
  ledger: LedgerHand
  /** Speaks into the conversation this run answers (or only into the run's own feed when there is none). */
  say: {
    text(message: { text: string; speaker?: string }): void
    /** Draws one of the domain components. `props` are its typed properties. */
    card(card: { component: string; props: JsonObject }): void
  }
  /** A text that appears while it is being made; `write` may be called often. Closed by the engine with the step. */
  stream: {
    write(delta: string): void
    speaker(name: string): void
    /** What a model thinks before it answers: shown folded. */
    think(delta: string): void
    /** A card whose properties a model is writing: drawn as far as they are there, until the block that shows it runs. `id` names the stream. */
    card(component: string): { id: string; write(delta: string): void }
  }
  /** The conversation so far, oldest first, as it was when this run began (or at this step, recorded). */
  conversation: {
    read(limit: number): Promise<ConversationMessage[]>
    /** What people said to this run since it began and nobody took up yet. A step that is done again takes the same. */
    take(): Promise<{ text: string }[]>
  }
  log: (message: string, data?: Json) => void
  /** How far a long step has come: shown beside it. */
  progress: (done: number, total?: number, message?: string) => void
  /** Opens a reference from a secret port, inside the step only: what it gives may go to the service and nowhere else. `to`: the host it is sent to. */
  secrets: { open(reference: { secret: string }, to?: string): Promise<string> }
  /** Stream ports (`streamOf`): items as they come in, and items given out before the step has ended. The checkpoint holds them all. */
  pipe: { read(port: string): AsyncIterable<Json>; write(port: string, item: Json): void }
  /** What run this is. */
  run: {
    id: string
    root: string
    depth: number
    trigger: string
    agent: string
    startedBy: string
    attempt: string /** What an app gave along with the message. */
    given?: Given
  }
  /** Transactional blocks only: other runs of this workspace, begun or cancelled in this step's commit. Errors: `not-found`, `conflict`, `not-allowed`. */
  flows: {
    /** Unless `cancelWithParent` is false, the run is cancelled when this one is. */
    start(flow: FlowReference, input: JsonObject, options?: { key?: string; cancelWithParent?: boolean }): Promise<{ run: string }>
    cancel(run: string): Promise<void>
  }
  /** Transactional blocks only: what the conversation shares, changed by a patch in this step's commit; an empty one reads it. Answers it as it is then. */
  state: { change(patch: readonly PatchOperation[]): Promise<JsonObject> }
  /** Transactional blocks only: said in this step's commit. `topic` is heard by all who listen; a signal by one run. */
  bus: { emit(topic: string, payload: Json): Promise<void>; signal(run: string, name: string, payload: Json): Promise<void> }
  /** Composite blocks only: asks people and waits, for weeks if need be, without holding a worker. */
  ask: (key: string, question: Question, options?: { /** The model's call that needs the answer. */ toolCall?: ToolCall }) => Promise<Answer>
  /** Composite blocks only: waits for a moment, an event, a signal or the end of a run, without holding a worker. */
  wait: (key: string, call: Waiting) => Promise<Answer>
  /** Composite blocks only: walks another flow's pinned revision here, each of its steps under `key`. Gives its result. */
  execute: (key: string, flow: FlowReference, input: JsonObject) => Promise<JsonObject>
  /** Composite blocks only: runs another block as a step of its own, checkpointed under `key`. */
  call: (key: string, block: string, input: JsonObject, options?: CallOptions) => Promise<JsonObject>
  /** Composite blocks only: the card and confirming props of a block, to offer it as a model's tool. */
  tools: {
    describe(block: string): { name: string; description: string; inputSchema: JsonObject; destructive: boolean }
    /** What a destructive block wants people to see first: a {@link Confirming}, worked out as a step under `key`. */
    confirm(key: string, block: string, input: JsonObject): Promise<JsonObject>
  }
}
export type HandName = keyof Hands

/** What an AG-UI client gives along: tools that run in the app, context to know, and whatever else it forwards. */
export type Given = { tools?: ModelTool[]; context?: { description: string; value: string }[]; forwarded?: JsonObject }

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
  url: string
  headers?: Record<string, string>
  /** A header that holds a secret: it follows no redirect to another host. */
  secretHeader?: string
  body?: string
  /** Milliseconds; 30,000 unless told. */
  timeoutMs?: number
}
export type HttpResponse = { status: number; headers: Record<string, string>; body: string }

export type ModelMessage =
  | { role: 'system'; text: string }
  /** Files are handed over where the model takes their kind, else they are named. */
  | { role: 'user'; text: string; files?: FileRef[] }
  | { role: 'assistant'; text: string; toolCalls?: ModelToolCall[] }
  | { role: 'tool'; toolCallId: string; toolName: string; result: Json }
/** `draft`: the stream of the card that was drawn while the model wrote the call. */
export type ToolCall = { id: string; name: string; input: JsonObject; draft?: string }
/** `provider`: what the model's service wants back unread with the results, such as a signature of its thoughts. */
export type ModelToolCall = ToolCall & { provider?: JsonObject }
export type ModelTool = { name: string; description: string; inputSchema: JsonObject }
export type ModelRequest = {
  /** `connection/model` such as `openai/gpt-5.2`; empty takes the workspace's default, or the demo model when none is connected. */
  model?: string
  messages: ModelMessage[]
  tools?: ModelTool[]
  /** Ask for JSON that fits this schema instead of prose. */
  outputSchema?: JsonObject
  temperature?: number
  maxOutputTokens?: number
  /** Called with every piece of text as it arrives. */
  onText?: (delta: string) => void
  /** Called with every piece of what the model thinks before it answers, where its service tells that. */
  onThought?: (delta: string) => void
  /** Called when the model begins to call a tool; what it answers is called with every piece of the arguments. */
  onCall?: (call: { id: string; name: string }) => ((delta: string) => void) | undefined
}
export type ModelReply = {
  text: string
  toolCalls: ModelToolCall[]
  /** Present when `outputSchema` was given. */
  object?: Json
  model: string
  /** The scripted demo model answered, not a real one. */
  demo: boolean
  /** The cost in millionths of a US dollar, when the model's price is known. */
  usage: { inputTokens: number; outputTokens: number; costMicros?: number }
}

export type ConversationMessage = { role: 'user' | 'assistant'; name?: string; text: string; files?: FileRef[]; toolCalls?: (ToolCall & { result?: Json })[] }

export type LedgerAccount = { id: string; label: string; kind: string; available: Money; ledger: Money; asOf: string }
export type LedgerTransfer = {
  id: string
  at: string
  from: { account: string; label: string }
  to: { account: string; label: string }
  amount: Money
  memo: string
  direction: 'in' | 'out'
  status: 'posted'
}
/** Our own double-entry records table. Inside a transactional block every call shares the checkpoint's commit. */
export type LedgerHand = {
  /** The workspace's own accounts, not those of the people it pays. */
  accounts(): Promise<LedgerAccount[]>
  /** The account, own or a payee's, that a person means by a label or id, letter case ignored. Error: `not-found`, naming those there are. */
  find(name: string): Promise<LedgerAccount>
  transfers(filter: { account?: string; limit?: number }): Promise<LedgerTransfer[]>
  /** Errors: `insufficient-funds`, `not-found` (unknown account), `invalid-input` (amount, currency). Same key, same transfer. */
  transfer(order: { from: string; to: string; amount: Money; memo: string; key: string }): Promise<LedgerTransfer>
}

/** `revision` is pinned when the flow that names it is published; a draft has none yet and means the published one. */
export type FlowReference = { agent: string; revision?: string }

export type Waiting =
  | { kind: 'timer'; afterMs: number }
  | { kind: 'timer'; until: string }
  | { kind: 'event'; topic: string; deadline?: string }
  | { kind: 'signal'; name: string; deadline?: string }
  | { kind: 'run'; run: string; deadline?: string }

/**
 * approval: yes or no · edit: yes or no, to values that may be changed first · form: fields · choice: one of several ·
 * question: free text · two-person: yes of two different people · tool: a tool of the app a person uses, which gives its result.
 */
export type QuestionKind = 'approval' | 'edit' | 'form' | 'choice' | 'question' | 'two-person' | 'tool'
/** Nobody named: everybody who may answer in this workspace. Roles and ids of people. */
export type Answerers = { roles?: string[]; people?: string[] }
export type Question = {
  kind: QuestionKind
  title: string
  message?: string
  /** Which card draws it, such as TransferConfirm or ApprovalCard, and its props. */
  component: string
  props: JsonObject
  /** JSON Schema of the answer's `value`. */
  responseSchema: JsonObject
  /** ISO 8601; after it the answer is `expired`. */
  expiresAt?: string
  who?: Answerers
  /** How many different people must say yes; one unless told. A single no decides. */
  needed?: number
  /** Whoever started the run may not be among them. */
  notStarter?: boolean
  /** ISO 8601: when those who may answer are reminded. */
  remindAt?: string[]
  /** From then on these may answer, too, and are told. */
  escalate?: { at: string; who: Answerers }
}
export type Answer = { outcome: 'approved' | 'declined' | 'answered' | 'expired'; value: Json; by?: { id: string; name: string }; at: string }

/** A card that asks before something that cannot be undone: which component, its heading, its typed properties. */
export type Confirming = { component: string; title: string; props: JsonObject }

export type CallOptions = {
  /** When a model asked for this call: shown to people as a tool call, and kept with the step. */
  toolCall?: ToolCall
  /** Draw the called block's output with this showing block. */
  show?: string
}
