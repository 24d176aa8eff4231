import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Attempt, Call } from './attempt.ts'
import { canonical } from './canonical.ts'
import { runComposite } from './composite.ts'
import type { Block } from './define-block.ts'
import { NodeFailure, type Settled } from './outcome.ts'
import { readInput, runBlock } from './run-block.ts'
import type { Checkpoint, World } from './world.ts'

/** Does single things: finds what was recorded, has the rest done, and tells of what has no step of its own. */
export function createPerformer(world: World, blocks: ReadonlyMap<string, Block>) {
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
    world.signal.throwIfAborted()
    const { effect } = call.block.card
    if (effect !== 'pure' && effect !== 'composite') return inOneForm(world.recall(call.path) ?? (await world.step(call)))
    // Without a checkpoint of its own: the same inputs, and parts that are recorded, lead to the same end again.
    tellStart({ ...attempt, input: call.input })
    return tellEnd(attempt, await (effect === 'pure' ? runBlock(call.block, call.input, {}) : runComposite(call, { perform, blockOf, world })))
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
  function tellStart({ path, block, input, toolCall }: Attempt): void {
    world.emit(`${path} node.started`, { kind: 'node.started', path, attempt: world.attempt(path), block, input, ...(toolCall ? { toolCall } : {}) })
  }

  function tellEnd({ path, block, handled, toolCall }: Attempt, end: Checkpoint): Checkpoint {
    const common = { path, attempt: world.attempt(path), block, ms: 0, ...(toolCall ? { toolCall } : {}) }
    if (end.outcome === 'done') world.emit(`${path} node.completed`, { kind: 'node.completed', ...common, output: end.output })
    else world.emit(`${path} node.failed`, { kind: 'node.failed', ...common, error: end.error, handled })
    return end
  }

  return {
    node: async (attempt: Attempt): Promise<Settled> => settle(attempt, await perform(attempt)),

    /** A trigger has no work: what it gives came with the run. */
    trigger: (attempt: Attempt, block: Block, given: Json): Settled => settle(attempt, told(attempt, outputsOf(block, given))),

    /** A value that does not fit its port is the receiving node's failure. */
    reject(attempt: Attempt, port: string, reason: string): Settled {
      const { path } = attempt
      world.emit(`${path} wire.rejected ${port}`, { kind: 'wire.rejected', path, port, reason })
      return settle(attempt, told(attempt, failed(new AppError('wire-rejected', `What came for "${port}" does not fit: ${reason}.`, { port }))))
    },
  }
}

function settle({ path, handled }: Attempt, end: Checkpoint): Settled {
  if (end.outcome === 'done') return { kind: 'done', output: end.output }
  if (!handled) throw new NodeFailure(path, end.error)
  return { kind: 'failed', error: end.error }
}

/** A recorded outcome, whatever the world's store made of the order of its keys. */
function inOneForm(end: Checkpoint): Checkpoint {
  return end.outcome === 'done' ? { outcome: 'done', output: canonical(end.output) as JsonObject } : end
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
