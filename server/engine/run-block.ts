import { AppError, isAppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { canonical } from './canonical.ts'
import type { Block } from './define-block.ts'
import type { HandName, Hands } from './hands.ts'
import { portTypeOf } from './schema-shape.ts'
import type { Checkpoint } from './world.ts'

/**
 * Runs a block with the hands it asked for, and only those, and checks what comes out. Its failure is an outcome;
 * rejects only when `stopped` says that the world around it failed, not the block.
 */
export async function runBlock(
  block: Block,
  input: JsonObject,
  hands: Partial<Hands>,
  stopped: (error: unknown) => boolean = () => false,
): Promise<Checkpoint> {
  try {
    const given = Object.fromEntries(block.needs.map((name) => [name, handOf(hands, name)])) as Partial<Hands>
    const written = new Map<string, Json[]>(streamsOut(block).map((port) => [port, []]))
    if (given.pipe) given.pipe = keeping(given.pipe, written)
    const output = await block.run({ ...given, input })
    return { outcome: 'done', output: checkOutput(block, { ...Object.fromEntries(written), ...output }) }
  } catch (error) {
    if (stopped(error)) throw error
    return { outcome: 'failed', error: blockError(block, error).toJSON() }
  }
}

function handOf(hands: Partial<Hands>, name: HandName): Hands[HandName] {
  const hand = hands[name]
  if (hand === undefined) throw new AppError('internal', `There is no "${name}" here to work with.`)
  return hand
}

const streamsOut = ({ card, needs }: Block): string[] =>
  needs.includes('pipe') ? card.outputs.flatMap(({ name, schema }) => (portTypeOf(schema) === 'stream' ? [name] : [])) : []

/** What goes into a stream is the step's output at that port, too. */
function keeping(pipe: Hands['pipe'], written: Map<string, Json[]>): Hands['pipe'] {
  return {
    ...pipe,
    write(port, item) {
      pipe.write(port, item)
      written.get(port)?.push(item)
    },
  }
}

/** Keeps the declared ports. One that is left out is Skipped; one of the wrong type is the block's mistake. */
function checkOutput(block: Block, output: JsonObject): JsonObject {
  const kept: [string, unknown][] = []
  for (const [port, type] of Object.entries(block.output.shape)) {
    if (!Object.hasOwn(output ?? {}, port) || output[port] === undefined) continue
    const checked = type.safeParse(output[port])
    if (!checked.success)
      throw new AppError('block-failed', `"${block.card.title}" gave something else than it promises as "${port}": ${checked.error.issues[0]?.message}.`)
    kept.push([port, checked.data])
  }
  return canonical(Object.fromEntries(kept)) as JsonObject
}

/** Foreign errors keep their text as the cause: it may hold what people should not read. */
function blockError(block: Block, error: unknown): AppError {
  return isAppError(error) ? error : new AppError('block-failed', `"${block.card.title}" failed unexpectedly.`, undefined, { cause: error })
}

/** The input as the block takes it: checked, with its defaults. */
export function readInput(block: Block, input: JsonObject): JsonObject {
  const read = block.input.safeParse(input)
  if (read.success) return canonical(read.data) as JsonObject
  const [issue] = read.error.issues
  const port = issue?.path.join('.')
  throw new AppError('invalid-input', `"${block.card.title}" cannot work with this input: ${port ? `"${port}": ` : ''}${issue?.message}.`)
}
