import type { Json } from '../kernel/json.ts'
import { compile } from './compile.ts'
import { catalogueOf } from './compose.test-kit.ts'
import type { Block } from './define-block.ts'
import { execute, type Walk } from './execute.ts'
import type { Flow } from './flow.ts'
import { createLocalWorld, type LocalWorldOptions } from './local-world.ts'
import { kitBlocks } from './test-blocks.test-kit.ts'

export { catalogueOf, flow, node, says, within } from './compose.test-kit.ts'

/** Compiles a flow or says why it cannot be. */
export function planned(made: Flow, blocks: ReadonlyMap<string, Block> = kitBlocks) {
  const compiled = compile(made, catalogueOf(blocks))
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'))
  return { flow: made, plan: compiled.plan, blocks }
}

/** One walk in memory, with all that it told. */
export async function walkLocally(
  made: Flow,
  { blocks = kitBlocks, input = {}, flows, ...options }: LocalWorldOptions & { blocks?: ReadonlyMap<string, Block>; input?: Json; flows?: Walk['flows'] } = {},
) {
  const world = createLocalWorld(options)
  const outcome = await execute({ ...planned(made, blocks), input, world, ...(flows ? { flows } : {}) })
  world.end()
  return { outcome, run: world.run, events: [...world.run.events.values()], steps: [...world.run.checkpoints.keys()] }
}
