import type { Card } from '../../server/engine/card.ts'
import type { NodeState, RunState } from '../../server/engine/run-state.ts'

/** A step that was begun again since whoever was at it went away. `twice`: what it does outside may be there twice. */
export type Repeated = { twice: boolean; words: string }

type Promised = Pick<Card, 'effect' | 'idempotent' | 'destructive'>

export function repeatedOf({ again, input }: NodeState, block: Promised | undefined): Repeated | null {
  if (!again || !block) return null
  const begun = `Begun ${again === 1 ? 'twice' : `${again + 1} times`}: a worker was lost while it was at work.`
  if (block.effect !== 'external') return { twice: false, words: `${begun} What it had done went with that worker, so nothing was done twice.` }
  if (block.idempotent) return { twice: false, words: `${begun} Its service honours the idempotency key, so nothing was done twice.` }
  if (!block.destructive || onlyReads(input)) return { twice: false, words: `${begun} It only asks, so nothing was done twice.` }
  return { twice: true, words: `${begun} It was called again with the same idempotency key; a service that ignores the key has done it twice.` }
}

/** Steps whose effect may be there twice, in the order they began. */
export function perhapsTwice(state: RunState, blocks: ReadonlyMap<string, Promised>): NodeState[] {
  return Object.values(state.nodes).filter((node) => repeatedOf(node, blocks.get(node.block ?? ''))?.twice)
}

function onlyReads(input: NodeState['input']): boolean {
  const method = typeof input === 'object' && input !== null && !Array.isArray(input) ? input.method : undefined
  return method === 'GET' || method === 'HEAD'
}
