import type { Json } from '../kernel/json.ts'
import { compile } from './compile.ts'
import type { Block } from './define-block.ts'
import { execute } from './execute.ts'
import type { Flow, FlowNode } from './flow.ts'
import { createLocalWorld, type LocalWorldOptions } from './local-world.ts'
import { kitBlocks } from './test-blocks.test-kit.ts'

/** Flows written down shortly: `wires` as `['from.port', 'to.port']`. */
export function flow(nodes: Record<string, FlowNode>, wires: [string, string][] = []): Flow {
  const end = (text: string) => ({ node: text.split('.')[0] ?? '', port: text.split('.')[1] ?? '' })
  return { schema: 1, nodes, wires: wires.map(([from, to]) => ({ from: end(from), to: end(to) })) }
}

export function node(block: string, inputs: Record<string, Json> = {}): FlowNode {
  return {
    block,
    version: 1,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, { kind: 'literal', value }])),
    position: { x: 0, y: 0 },
  }
}

export function catalogueOf(blocks: ReadonlyMap<string, Block>) {
  return new Map([...blocks].map(([id, { card }]) => [id, card]))
}

/** Compiles a flow or says why it cannot be. */
export function planned(made: Flow, blocks: ReadonlyMap<string, Block> = kitBlocks) {
  const compiled = compile(made, catalogueOf(blocks))
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'))
  return { flow: made, plan: compiled.plan, blocks }
}

/** One walk in memory, with all that it told. */
export async function walkLocally(
  made: Flow,
  { blocks = kitBlocks, input = {}, ...options }: LocalWorldOptions & { blocks?: ReadonlyMap<string, Block>; input?: Json } = {},
) {
  const world = createLocalWorld(options)
  const outcome = await execute({ ...planned(made, blocks), input, world })
  world.end()
  return { outcome, run: world.run, events: [...world.run.events.values()], steps: [...world.run.checkpoints.keys()] }
}
