import { AppError } from '../kernel/errors.ts'
import { canonical } from './canonical.ts'
import type { EngineEvent } from './events.ts'
import type { Answer, Hands } from './hands.ts'
import { runBlock } from './run-block.ts'
import { type AskCall, type Checkpoint, Parked, type StepCall, type World } from './world.ts'

/** All that a run leaves behind. Given to a next world it is the same run, taken up by another worker. */
export type LocalRun = {
  /** Grows each time a world takes the run up; commits of earlier worlds are refused. */
  epoch: number
  checkpoints: Map<string, Checkpoint>
  /** By key, in the order they were committed. */
  events: Map<string, EngineEvent>
  /** What was asked and by which path. */
  asked: Map<string, AskCall>
  answers: Map<string, Answer>
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
  answers?: (call: AskCall) => Answer | undefined
  signal?: AbortSignal
}

export type LocalWorld = World & { run: LocalRun /** Commits what is left, as the run's last commit does. */; end(): void }

export function createLocalRun(): LocalRun {
  return { epoch: 0, checkpoints: new Map(), events: new Map(), asked: new Map(), answers: new Map() }
}

/** A World in memory: for tests, dry runs and the editor's "run this node". */
export function createLocalWorld({ run = createLocalRun(), hands = {}, answers, signal = new AbortController().signal }: LocalWorldOptions = {}): LocalWorld {
  run.epoch += 1
  const { epoch } = run
  let pending = new Map<string, EngineEvent>()

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
    const { path, block, input, handled, toolCall } = call
    if (run.checkpoints.has(path)) throw new AppError('internal', `The step ${path} was recorded already.`)
    const attempt = attemptOf()
    const common = { path, attempt, block: block.card.id, ...(toolCall ? { toolCall } : {}) }
    const raised: EngineEvent[] = []
    const writes: (() => void)[] = []
    const local: LocalStep = { ...call, attempt, signal, onCommit: (write) => writes.push(write), emit: (event) => raised.push(event) }
    emit(`${path} ${attempt} node.started`, { kind: 'node.started', ...common, input })

    const given = typeof hands === 'function' ? hands(local) : hands
    const own = { signal, idempotencyKey: `local/${path}`, log: logTo(local), ...given }
    const end = await runBlock(block, input, own, () => signal.aborted)
    signal.throwIfAborted()

    for (const [i, event] of raised.entries()) emit(`${path} ${attempt} ${i} ${event.kind}`, event)
    if (end.outcome === 'done') emit(`${path} ${attempt} node.completed`, { kind: 'node.completed', ...common, output: end.output, ms: 0 })
    else emit(`${path} ${attempt} node.failed`, { kind: 'node.failed', ...common, error: end.error, ms: 0, handled })
    commit(() => {
      if (end.outcome === 'done') for (const write of writes) write()
      run.checkpoints.set(path, end)
    })
    return end
  }

  async function ask(call: AskCall): Promise<Answer> {
    const { path, question, toolCall } = call
    const wait = { wait: path, toolCallId: toolCall?.id ?? path }
    emit(`${path} human.requested`, { kind: 'human.requested', path, ...wait, question, ...(toolCall ? { toolCall } : {}) })
    const answer = run.answers.get(path) ?? answers?.(call)
    if (answer) emit(`${path} human.answered`, { kind: 'human.answered', path, ...wait, answer })
    commit(() => {
      run.asked.set(path, call)
      if (answer) run.answers.set(path, answer)
    })
    if (!answer) throw new Parked(path)
    return answer
  }

  const attemptOf = (): string => `${epoch}.1`
  return { run, recall: (path) => run.checkpoints.get(path), step, ask, emit, signal, attempt: attemptOf, end: () => commit() }
}

function logTo({ path, attempt, emit }: LocalStep): Hands['log'] {
  return (message, data) => emit({ kind: 'node.log', path, attempt, message, ...(data === undefined ? {} : { data: canonical(data) }) })
}
