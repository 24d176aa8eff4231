import { AppError, isAppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import { canonical } from './canonical.ts'
import type { EngineEvent } from './events.ts'
import type { Answer, Hands } from './hands.ts'
import { runBlock } from './run-block.ts'
import { unlessAborted } from './unless-aborted.ts'
import type { Checkpoint, StepCall, WaitCall, World } from './world.ts'

/** All that a run leaves behind. Given to a next world it is the same run, taken up by another worker. */
export type LocalRun = {
  /** Grows each time a world takes the run up; commits of earlier worlds are refused. */
  epoch: number
  checkpoints: Map<string, Checkpoint>
  /** By key, in the order they were committed. */
  events: Map<string, EngineEvent>
  /** What it waits or waited for, by path. */
  asked: Map<string, WaitCall>
  answers: Map<string, Answer>
  /** Waits that nobody needs any more. */
  withdrawn: Set<string>
  /** When each timer is due, in milliseconds. */
  due: Map<string, number>
  /** Told of each answer given with {@link answerLocally}. */
  listeners: Set<(path: string, answer: Answer) => void>
}

/** What the hands of one step are made with. */
export type LocalStep = StepCall & {
  attempt: string
  signal: AbortSignal
  /** Done in the step's commit, or never: how a transactional block's writes behave. */
  onCommit(write: () => void): void
  emit(event: EngineEvent): void
}

export type LocalWorldOptions = {
  run?: LocalRun
  hands?: Partial<Hands> | ((step: LocalStep) => Partial<Hands>)
  /** Answers at once instead of parking. */
  answers?: (call: WaitCall) => Answer | undefined
  signal?: AbortSignal
}

export type LocalWorld = World & { run: LocalRun /** Commits what is left, as the run's last commit does. */; end(): void }

/** A timer due within this is waited for; one that is later parks the run. */
const soonMs = 2000
/** Node's timers hold no more. */
const longestTimer = 2_147_483_647

export function createLocalRun(): LocalRun {
  return {
    epoch: 0,
    checkpoints: new Map(),
    events: new Map(),
    asked: new Map(),
    answers: new Map(),
    withdrawn: new Set(),
    due: new Map(),
    listeners: new Set(),
  }
}

/** Gives the run an answer; a walk that still works on it goes on with it at once. The first one stays. */
export function answerLocally(run: LocalRun, path: string, answer: Answer): void {
  if (run.answers.has(path) || run.withdrawn.has(path)) return
  run.answers.set(path, answer)
  for (const hear of run.listeners) hear(path, answer)
}

/** A World in memory: for tests, dry runs and the editor's "run this node". */
export function createLocalWorld({ run = createLocalRun(), hands = {}, answers, signal = new AbortController().signal }: LocalWorldOptions = {}): LocalWorld {
  run.epoch += 1
  const { epoch } = run
  const tries = new Map<string, number>()
  const open = new Map<string, (answer: Answer) => void>()
  let pending = new Map<string, EngineEvent>()
  run.listeners.clear()
  run.listeners.add((path, answer) => {
    const call = run.asked.get(path)
    if (call) told(call, answer)
    open.get(path)?.(answer)
  })

  function emit(key: string, event: EngineEvent): void {
    if (!run.events.has(key) && !pending.has(key)) pending.set(key, event)
  }

  /** All or nothing, and only while no other worker took the run up. */
  function commit(write: () => void = () => {}): void {
    if (run.epoch !== epoch) throw new AppError('lost-ownership')
    write()
    for (const [key, event] of pending) run.events.set(key, canonical(event) as EngineEvent)
    pending = new Map()
  }

  async function step(call: StepCall): Promise<Checkpoint> {
    const { path, retry } = call
    if (run.checkpoints.has(path)) throw new AppError('internal', `The step ${path} was recorded already.`)
    const needed = call.signal ? AbortSignal.any([signal, call.signal]) : signal
    for (let nth = 1; ; nth++) {
      tries.set(path, nth)
      const mayRetry = retry !== undefined && nth < retry.attempts
      const end = await attempt(call, needed, mayRetry)
      if (end) return end
      await unlessAborted(pause((retry?.backoffMs ?? 0) * (retry?.factor ?? 1) ** (nth - 1)), needed)
    }
  }

  /** Undefined: try again. */
  async function attempt(call: StepCall, needed: AbortSignal, mayRetry: boolean): Promise<Checkpoint | undefined> {
    const { path, block, input, handled, toolCall } = call
    const about = { path, attempt: attemptOf(path) }
    const common = { ...about, block: block.card.id, ...(toolCall ? { toolCall } : {}) }
    const raised: EngineEvent[] = []
    const writes: (() => void)[] = []
    const limit = limitOf(call, needed)
    const local: LocalStep = { ...call, ...about, signal: limit.signal, onCommit: (write) => writes.push(write), emit: (event) => raised.push(event) }
    emit(`${path} ${about.attempt} node.started`, { kind: 'node.started', ...common, input })

    const given = typeof hands === 'function' ? hands(local) : hands
    const pipe = call.pipes?.()
    const own: Partial<Hands> = {
      signal: limit.signal,
      idempotencyKey: `local/${path}`,
      log: (message, data) => local.emit({ kind: 'node.log', ...about, message, ...(data === undefined ? {} : { data: canonical(data) }) }),
      progress: () => undefined,
      ...(pipe ? { pipe } : {}),
      ...given,
    }
    const end = await unlessAborted(
      runBlock(block, input, own, () => needed.aborted),
      limit.signal,
    ).catch((error: unknown): Checkpoint => {
      if (needed.aborted || !isAppError(error)) throw error
      return { outcome: 'failed', error: error.toJSON() }
    })
    limit.end()
    needed.throwIfAborted()

    if (end.outcome === 'failed' && end.error.retry === 'later' && mayRetry) {
      emit(`${path} ${about.attempt} node.retried`, { kind: 'node.retried', ...about, error: end.error, afterMs: call.retry?.backoffMs ?? 0 })
      return undefined
    }
    for (const [i, event] of raised.entries()) emit(`${path} ${about.attempt} ${i} ${event.kind}`, event)
    if (end.outcome === 'done') emit(`${path} ${about.attempt} node.completed`, { kind: 'node.completed', ...common, output: end.output, ms: 0 })
    else emit(`${path} ${about.attempt} node.failed`, { kind: 'node.failed', ...common, error: end.error, ms: 0, handled })
    commit(() => {
      if (end.outcome === 'done') for (const write of writes) write()
      run.checkpoints.set(path, end)
    })
    return end
  }

  async function wait(call: WaitCall): Promise<{ answer: Promise<Answer> }> {
    const { path } = call
    const { promise: answer, resolve } = Promise.withResolvers<Answer>()
    tellAsked(call)
    const known = run.answers.get(path) ?? answers?.(call)
    if (known) told(call, known)
    commit(() => {
      run.asked.set(path, call)
      if (known) run.answers.set(path, known)
    })
    open.set(path, resolve)
    if (known) resolve(known)
    else if (call.kind === 'timer') await timer(call)
    return { answer }
  }

  /** Waits for a timer that is due soon; one that is due later is answered from outside. */
  async function timer(call: WaitCall & { kind: 'timer' }): Promise<void> {
    const { path } = call
    const due = run.due.get(path) ?? ('until' in call ? Date.parse(call.until) : Date.now() + call.afterMs)
    run.due.set(path, due)
    const left = due - Date.now()
    if (left > soonMs) return
    await unlessAborted(pause(Math.max(0, left)), call.signal ? AbortSignal.any([signal, call.signal]) : signal)
    answerLocally(run, path, { outcome: 'answered', value: null, at: new Date(due).toISOString() })
  }

  async function withdraw(path: string): Promise<void> {
    const below = [...run.asked.entries()].filter(([asked]) => asked.startsWith(`${path}/`) && !run.answers.has(asked) && !run.withdrawn.has(asked))
    for (const [asked, { kind }] of below) {
      if (kind === 'human') emit(`${asked} human.expired`, { kind: 'human.expired', path: asked, wait: asked, toolCallId: asked })
      else emit(`${asked} wait.closed`, { kind: 'wait.closed', path: asked, wait: asked, outcome: 'withdrawn' })
    }
    commit(() => {
      for (const [asked] of below) run.withdrawn.add(asked)
    })
  }

  async function decide(path: string, decision: JsonObject): Promise<JsonObject> {
    const known = run.checkpoints.get(path)
    if (known?.outcome === 'done') return known.output
    const kept = canonical(decision) as JsonObject
    commit(() => run.checkpoints.set(path, { outcome: 'done', output: kept }))
    return kept
  }

  function tellAsked(call: WaitCall): void {
    const { path } = call
    if (call.kind === 'human') {
      const { question, toolCall } = call
      emit(`${path} human.requested`, {
        kind: 'human.requested',
        path,
        wait: path,
        toolCallId: toolCall?.id ?? path,
        question,
        ...(toolCall ? { toolCall } : {}),
      })
    } else {
      const until = 'until' in call ? call.until : 'deadline' in call ? call.deadline : undefined
      const topic = call.kind === 'event' ? call.topic : call.kind === 'signal' ? call.name : undefined
      emit(`${path} wait.opened`, { kind: 'wait.opened', path, wait: path, on: call.kind, ...(until ? { until } : {}), ...(topic ? { topic } : {}) })
    }
  }

  function told(call: WaitCall, answer: Answer): void {
    const { path } = call
    if (call.kind === 'human') emit(`${path} human.answered`, { kind: 'human.answered', path, wait: path, toolCallId: call.toolCall?.id ?? path, answer })
    else emit(`${path} wait.closed`, { kind: 'wait.closed', path, wait: path, outcome: answer.outcome === 'expired' ? 'expired' : 'answered' })
  }

  const attemptOf = (path: string): string => `${epoch}.${tries.get(path) ?? 1}`
  return {
    run,
    recall: (path) => run.checkpoints.get(path),
    step,
    wait,
    withdraw,
    decide,
    settled: () => Promise.resolve(),
    emit,
    signal,
    attempt: attemptOf,
    end: () => commit(),
  }
}

/** The signal of one attempt: nobody needs it any more, or its time is up. */
function limitOf({ timeoutMs, block }: StepCall, needed: AbortSignal): { signal: AbortSignal; end: () => void } {
  if (timeoutMs === undefined) return { signal: needed, end: () => {} }
  const late = new AbortController()
  const timer = setTimeout(
    () => late.abort(new AppError('timed-out', `"${block.card.title}" took longer than ${timeoutMs} ms and was stopped.`)),
    Math.min(timeoutMs, longestTimer),
  )
  return { signal: AbortSignal.any([needed, late.signal]), end: () => clearTimeout(timer) }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.min(ms, longestTimer)))
