import { AppError, fromErrorData } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Attempt, Call } from './attempt.ts'
import { canonical } from './canonical.ts'
import { type Course, waitFor } from './course.ts'
import type { Block } from './define-block.ts'
import type { CallOptions, FlowReference, Hands } from './hands.ts'
import { createHolder, type Holder, type Part } from './holder.ts'
import { runBlock } from './run-block.ts'
import { confirmingBlock, describeTool, inputFor } from './tool-blocks.ts'
import type { Checkpoint, WaitCall } from './world.ts'

type Surroundings = {
  perform: (attempt: Attempt, find?: () => Block) => Promise<Checkpoint>
  blockOf: (id: string) => Block
  course: Course
}

/**
 * Runs a block that is made of other blocks and of questions. It has no checkpoint of its own: it runs again whenever
 * the run is taken up, and each of its parts, found by `path/key`, is there already or is done now.
 */
export async function runComposite(call: Call, around: Surroundings): Promise<Checkpoint> {
  const holder = createHolder()
  const hands = compositeHands(call, around, holder)
  return holder.untilDone(runBlock(call.block, call.input, hands))
}

/** Of a walk that is no run, such as a try in the editor. */
const noRun: Hands['run'] = { id: '', root: '', depth: 0, trigger: '', agent: '', startedBy: '', attempt: '' }

type CompositeHands = Pick<Hands, 'ask' | 'wait' | 'execute' | 'call' | 'tools' | 'log' | 'progress' | 'signal' | 'run'>

function compositeHands({ path, block, around }: Call, { perform, blockOf, course }: Surroundings, { hold }: Holder): CompositeHands {
  const { world, run } = course
  /** Whoever calls a part takes its failure. */
  const inside = { ...around, caught: true }
  const used = new Set<string>()
  let logged = 0
  let moved = 0

  /** A part of this block: its path, and what becomes of it. */
  function part<T>(key: string, work: (partPath: string) => Promise<Part<T>>): Promise<T> {
    return hold(async () => {
      const named = nameOf(key)
      return typeof named === 'string' ? work(named) : { error: named }
    })
  }

  function nameOf(key: string): string | AppError {
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.:-]{0,127}$/.test(key))
      return new AppError('block-failed', `"${block.card.title}" called a part "${key}"; a key has letters, digits and _ . : - only.`)
    if (used.has(key)) return new AppError('block-failed', `"${block.card.title}" used the key "${key}" twice; every part needs a key of its own.`)
    used.add(key)
    return `${path}/${key}`
  }

  async function callBlock(partPath: string, id: string, given: JsonObject, { toolCall, show }: CallOptions): Promise<Part<JsonObject>> {
    const attempt = { path: partPath, block: id, input: canonical(given) as JsonObject, handled: true, around: inside, ...(toolCall ? { toolCall } : {}) }
    const end = await perform(attempt, () => {
      if (show !== undefined) callable(blockOf(show))
      return callable(blockOf(id))
    })
    // What cannot be shown has still been done: that failure is told, and the call stands.
    if (end.outcome === 'done' && show !== undefined)
      await perform({ path: `${partPath}/~show`, block: show, input: inputFor(blockOf(show).card, end.output), handled: true, around: inside })
    return partOf(end)
  }

  const waiting = (key: string, call: (path: string) => WaitCall) =>
    part(key, async (partPath) => ({ value: await waitFor(course, call(partPath), around.signal) }))

  async function callAnother(partPath: string, reference: FlowReference, input: JsonObject): Promise<Part<JsonObject>> {
    return partOf(await course.callFlow(partPath, { reference, input: canonical(input) as JsonObject, around: inside }))
  }

  return {
    signal: around.signal,
    run: { ...(run ?? noRun), attempt: world.attempt(path) },
    ask: (key, question, options) => waiting(key, (partPath) => ({ path: partPath, kind: 'human', question, ...options })),
    wait: (key, call) => waiting(key, (partPath) => ({ path: partPath, ...call })),
    execute: (key, reference, input) =>
      part(key.replace(/^~/, ''), (partPath) =>
        callAnother(
          partPath.replace(/[^/]*$/, (name) => `~${name}`),
          reference,
          input,
        ),
      ),
    call: (key, id, input, options = {}) => part(key, (partPath) => callBlock(partPath, id, input, options)),
    tools: {
      describe: (id) => describeTool(blockOf(id).card),
      confirm: (key, id, input) =>
        part(key, async (partPath) =>
          partOf(
            await perform({ path: partPath, block: id, input: canonical(input) as JsonObject, handled: true, around: inside }, () =>
              confirmingBlock(blockOf(id)),
            ),
          ),
        ),
    },
    progress: (done, total, message) => {
      moved += 1
      world.emit(`${path} node.progress ${moved}`, {
        kind: 'node.progress',
        path,
        attempt: world.attempt(path),
        done,
        ...(total === undefined ? {} : { total }),
        ...(message === undefined ? {} : { message }),
      })
    },
    log: (message, data) => {
      logged += 1
      world.emit(`${path} node.log ${logged}`, {
        kind: 'node.log',
        path,
        attempt: world.attempt(path),
        message,
        ...(data === undefined ? {} : { data: canonical(data) }),
      })
    },
  }
}

function callable(block: Block): Block {
  if (block.card.trigger) throw new AppError('invalid-input', `"${block.card.title}" starts flows; it cannot be called.`)
  return block
}

function partOf(end: Checkpoint): Part<JsonObject> {
  return end.outcome === 'done' ? { value: end.output } : { error: fromErrorData(end.error) }
}
