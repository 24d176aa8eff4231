import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Attempt, Call } from './attempt.ts'
import { canonical } from './canonical.ts'
import { runComposite } from './composite.ts'
import type { Course } from './course.ts'
import type { Block } from './define-block.ts'
import { inOneForm, type Settled, settle, wireRejected } from './outcome.ts'
import { readInput, runBlock } from './run-block.ts'
import { withinTime } from './within-time.ts'
import type { Checkpoint } from './world.ts'

const notDone = '0.1'

export type Performer = ReturnType<typeof createPerformer>

/** Does single things: finds what was recorded, has the rest done, and tells of what has no step of its own. */
export function createPerformer(course: Course) {
  const { world, blocks, activity } = course

  /** `find` may throw: what cannot begin is a failure that people see, like any other. */
  async function perform(attempt: Attempt, find = (): Block => blockOf(attempt.block)): Promise<Checkpoint> {
    let call: Call
    try {
      const block = find()
      call = { ...attempt, block, input: readInput(block, attempt.input) }
    } catch (error) {
      if (!isAppError(error)) throw error
      return told(attempt, failed(error))
    }
    return performCall(attempt, call)
  }

  async function performCall(attempt: Attempt, call: Call): Promise<Checkpoint> {
    const { around, path, timeoutMs } = call
    around.signal.throwIfAborted()
    const { effect } = call.block.card
    if (effect !== 'pure' && effect !== 'composite') return inOneForm(world.recall(path) ?? (await step(call)))
    // Without a checkpoint of its own: the same inputs, and parts that are recorded, lead to the same end again.
    tellStart({ ...attempt, input: call.input })
    const parts = (signal: AbortSignal): Promise<Checkpoint> => runComposite({ ...call, around: { ...around, signal } }, { perform, blockOf, course })
    if (effect === 'pure') return tellEnd(attempt, await activity.during(() => runBlock(call.block, call.input, {})))
    return tellEnd(
      attempt,
      await (timeoutMs === undefined ? parts(around.signal) : withinTime(course, { path, title: call.block.card.title, timeoutMs, around }, parts)),
    )
  }

  function step({ around, timeoutMs, retry, pipes, ...call }: Call): Promise<Checkpoint> {
    const { signal, caught } = around
    const options = { ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(retry ? { retry } : {}), ...(pipes ? { pipes } : {}) }
    return activity.during(() => world.step({ ...call, ...options, signal, handled: call.handled || caught }))
  }

  function blockOf(id: string): Block {
    const block = blocks.get(id)
    if (!block) throw new AppError('not-found', `There is no block called "${id}" here.`)
    return block
  }

  function told(attempt: Attempt, end: Checkpoint): Checkpoint {
    tellStart(attempt)
    return tellEnd(attempt, end)
  }

  // Keys are the same whoever walks, so what was told once is not told again.
  function tellStart({ path, block, input, toolCall }: Attempt, attempt = world.attempt(path)): void {
    world.emit(`${path} node.started`, { kind: 'node.started', path, attempt, block, input, ...(toolCall ? { toolCall } : {}) })
  }

  function tellEnd({ path, block, handled, toolCall, around }: Attempt, end: Checkpoint, name = world.attempt(path)): Checkpoint {
    const common = { path, attempt: name, block, ms: 0, ...(toolCall ? { toolCall } : {}) }
    if (end.outcome === 'done') world.emit(`${path} node.completed`, { kind: 'node.completed', ...common, output: end.output })
    else world.emit(`${path} node.failed`, { kind: 'node.failed', ...common, error: end.error, handled: handled || around.caught })
    return end
  }

  return {
    tellStart,
    tellEnd,
    node: async (attempt: Attempt, block?: Block): Promise<Settled> => settle(attempt, await perform(attempt, block ? () => block : undefined)),

    /** A trigger has no work: what it gives came with the run. */
    trigger: (attempt: Attempt, block: Block, given: Json): Settled => settle(attempt, told(attempt, outputsOf(block, given))),

    /** Not done: it was laid down what it gives. As of attempt 0, like all that a run did not do itself. */
    given(attempt: Attempt, output: JsonObject): Settled {
      tellStart(attempt, notDone)
      return settle(attempt, tellEnd(attempt, { outcome: 'done', output: canonical(output) as JsonObject }, notDone))
    },

    /** What could not begin, and why. */
    refuse: (attempt: Attempt, error: AppError): Settled => settle(attempt, told(attempt, failed(error))),

    /** A value that does not fit its port is the receiving node's failure. */
    reject(attempt: Attempt, port: string, reason: string): Settled {
      const { path } = attempt
      world.emit(`${path} wire.rejected ${port}`, { kind: 'wire.rejected', path, port, reason })
      return settle(attempt, told(attempt, failed(wireRejected(port, reason))))
    },
  }
}

function outputsOf(block: Block, input: Json): Checkpoint {
  const given = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {}
  const kept: JsonObject = {}
  for (const [port, type] of Object.entries(block.output.shape)) {
    if (!Object.hasOwn(given, port)) continue
    const read = type.safeParse(given[port])
    if (!read.success)
      return failed(
        new AppError(
          'invalid-input',
          `This run was started with something that does not fit "${port}" of "${block.card.title}": ${read.error.issues[0]?.message}.`,
        ),
      )
    kept[port] = canonical(read.data)
  }
  return { outcome: 'done', output: kept }
}

const failed = (error: unknown): Checkpoint => ({ outcome: 'failed', error: toErrorData(error) })
