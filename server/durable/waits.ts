import type { EngineEvent } from '../engine/events.ts'
import type { Answer, Question } from '../engine/hands.ts'
import { unlessAborted } from '../engine/unless-aborted.ts'
import type { WaitCall, WaitKind } from '../engine/world.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { KeyedEvent, NewWait, Recorder } from './commit.ts'
import type { Journal } from './journal.ts'
import { readAnswers } from './read-answers.ts'
import type { TakenUp } from './take-up.ts'
import { waitIdOf } from './wait-id.ts'

/** A timer that is due this soon is waited for here: putting the run away and taking it up again costs more. */
const soonMs = 1500
/** Later ones are left to upkeep, which looks twice a second. */
const longestTimerMs = 3_600_000

type Known = {
  id: string
  path: string
  kind: WaitKind
  toolCallId: string
  question: Question | undefined
  open: boolean
  /** Timers: when it is due, by this process's steady clock. */
  due: number | undefined
  firing: Promise<void> | undefined
  answer: Promise<Answer>
  resolve(answer: Answer): void
}
export type Asked = { wait: string; toolCallId: string; question: Question }

export type RunWaits = {
  wait(call: WaitCall): Promise<{ answer: Promise<Answer> }>
  withdraw(path: string): Promise<void>
  /** Questions to people that this walk found without an answer. */
  asked: ReadonlyMap<string, Asked>
  /** Ids of the waits this walk reached that have no answer yet. */
  pending(): string[]
  /** Answers that came while the walk was under way. */
  hear(answers: readonly { id: string; answer: Answer }[]): void
  /** The walk moved after hearing: what it heard counts as taken up. What it heard in its last moment does not, so that {@link park} finds it. */
  moved(): void
  /** Timers that fired here in the walk's last moment: recorded as taken up in this segment, while nobody took their answer up. */
  missed(): string[]
  close(): void
}

/** What one run waits for: recorded once, answered once, whether the answer comes now or to another worker in weeks. */
export function openWaits({ runId, waits, clockAhead }: TakenUp, journal: Journal, recorder: Recorder, stopping: AbortSignal): RunWaits {
  const known = new Map<string, Known>()
  const asked = new Map<string, Asked>()
  const reached = new Set<Known>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let heard: string[] = []
  /** Timers that are being recorded as fired, and those that have been since the walk last moved. */
  const firing = new Set<string>()
  const fired = new Set<string>()
  let over = false
  for (const { path, answer, status, dueIn, ...wait } of waits) {
    const due = wait.kind === 'timer' && dueIn !== null ? performance.now() + dueIn : undefined
    const entry = add({ ...wait, path, toolCallId: wait.toolCallId ?? wait.id, question: wait.kind === 'human' ? wait.question : undefined, due })
    entry.open = status === 'open'
    if (answer) entry.resolve(answer)
  }

  return {
    asked,
    async wait(call) {
      call.signal?.throwIfAborted()
      const { path } = call
      const former = known.get(path)
      const wait = former ?? (await begin(call))
      if (!wait.open) return { answer: wait.answer }
      reached.add(wait)
      if (wait.kind === 'human' && wait.question) asked.set(path, { wait: wait.id, toolCallId: wait.toolCallId, question: wait.question })
      if (!former && (wait.kind === 'run' || wait.kind === 'signal')) hear(await readAnswers([wait.id])) // it may have been there before
      if (wait.kind === 'timer' && wait.open) await time(wait, call.signal)
      return { answer: wait.answer }
    },
    async withdraw(path) {
      const below = [...known.values()].filter((wait) => wait.open && (wait.path === path || wait.path.startsWith(`${path}/`)))
      if (below.length === 0) return
      for (const wait of below) shut(wait)
      journal.patch({ withdrawn: [path] })
      await journal.record({ events: below.map((wait) => ({ key: `${wait.path}:answered`, event: withdrawnEvent(wait) })) })
    },
    pending: () => (over ? [] : [...reached].filter((wait) => wait.open).map(({ id }) => id)),
    hear,
    missed: () => [...firing, ...fired],
    moved() {
      fired.clear()
      if (heard.length === 0) return
      journal.patch({ resumed: heard })
      heard = []
    },
    close() {
      over = true
      for (const timer of timers) clearTimeout(timer)
    },
  }

  function add(wait: Omit<Known, 'answer' | 'resolve' | 'firing' | 'open'>): Known {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const entry = { ...wait, open: true, firing: undefined, answer: promise, resolve }
    known.set(wait.path, entry)
    return entry
  }

  async function begin(call: WaitCall): Promise<Known> {
    const { path, kind } = call
    const id = waitIdOf(runId, path)
    const toolCallId = (kind === 'human' ? call.toolCall?.id : undefined) ?? `ask-${id}`
    const wait = add({ id, path, kind, toolCallId, question: kind === 'human' ? call.question : undefined, due: undefined })
    await journal.record({ waits: [rowOf(call, wait)], events: [openingOf(call, wait)] })
    if (kind === 'timer') wait.due = performance.now() + ('afterMs' in call ? call.afterMs : Date.parse(call.until) - now())
    return wait
  }

  function rowOf(call: WaitCall, { id, path, toolCallId }: Known): NewWait {
    const row = { id, path, kind: call.kind, toolCallId }
    switch (call.kind) {
      case 'human':
        return { ...row, question: recorder.storable(call.question) as JsonObject, ...optional('deadline', call.question.expiresAt) }
      case 'timer':
        return 'afterMs' in call ? { ...row, afterMs: call.afterMs } : { ...row, deadline: call.until }
      case 'event':
        return { ...row, topic: call.topic, ...optional('deadline', call.deadline) }
      case 'signal':
        return { ...row, topic: `signal:${runId}:${call.name}`, ...optional('deadline', call.deadline) }
      case 'run':
        return { ...row, topic: call.run, ...optional('deadline', call.deadline) }
    }
  }

  function openingOf(call: WaitCall, { id, path, toolCallId }: Known): KeyedEvent {
    if (call.kind === 'human') {
      const { question, toolCall } = call
      return { key: `${path}:requested`, event: { kind: 'human.requested', path, wait: id, toolCallId, question, ...(toolCall ? { toolCall } : {}) } }
    }
    const until = call.kind !== 'timer' ? call.deadline : 'until' in call ? call.until : new Date(now() + call.afterMs).toISOString()
    const topic = call.kind === 'event' ? call.topic : call.kind === 'signal' ? call.name : call.kind === 'run' ? call.run : undefined
    const event: EngineEvent = { kind: 'wait.opened', path, wait: id, on: call.kind, ...optional('until', until), ...optional('topic', topic) }
    return { key: `${path}:requested`, event }
  }

  /** Fires it here when this process still holds the run at its time; soon enough, the caller waits for it. */
  async function time(wait: Known, signal: AbortSignal | undefined): Promise<void> {
    const left = Math.max(0, (wait.due ?? 0) - performance.now())
    if (left > longestTimerMs) return
    wait.firing ??= new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left)
      timers.add(timer)
    }).then(() => fire(wait))
    wait.firing.catch(() => undefined) // the journal has told the world already
    if (left <= soonMs) await unlessAborted(wait.firing, signal ? AbortSignal.any([signal, stopping]) : stopping)
  }

  async function fire(wait: Known): Promise<void> {
    if (over || !wait.open) return
    shut(wait)
    firing.add(wait.id)
    const answer: Answer = { outcome: 'answered', value: null, at: new Date(now()).toISOString() }
    journal.patch({ fired: { [wait.id]: answer } })
    await journal.record({ events: [{ key: `${wait.path}:answered`, event: { kind: 'wait.closed', path: wait.path, wait: wait.id, outcome: 'answered' } }] })
    firing.delete(wait.id)
    fired.add(wait.id)
    wait.resolve(answer)
  }

  function hear(answers: readonly { id: string; answer: Answer }[]): void {
    if (over) return
    for (const { id, answer } of answers) {
      const wait = [...reached].find((each) => each.id === id)
      if (!wait?.open) continue
      shut(wait)
      heard.push(id)
      wait.resolve(answer)
    }
  }

  function shut(wait: Known): void {
    wait.open = false
    asked.delete(wait.path)
    reached.delete(wait)
  }

  /** The database's clock. */
  function now(): number {
    return Date.now() + clockAhead
  }
}

function withdrawnEvent({ kind, path, id, toolCallId }: Known): EngineEvent {
  if (kind === 'human') return { kind: 'human.expired', path, wait: id, toolCallId }
  return { kind: 'wait.closed', path, wait: id, outcome: 'withdrawn' }
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string })
}
