import type { Catalogue } from '../engine/card.ts'
import type { Block } from '../engine/define-block.ts'
import { generatedBlocks } from '../generated/blocks.ts'

const blocks: ReadonlyMap<string, Block> = new Map(generatedBlocks)
const catalogue: Catalogue = new Map(generatedBlocks.map(([id, block]) => [id, block.card]))

/** Every block by id. For workers; the browser gets {@link cards} as data. */
export async function loadBlocks(): Promise<ReadonlyMap<string, Block>> {
  return blocks
}

/** Every block as data: for the editor, the compiler, and a model's list of tools. Category `internal` is not for people to pick. */
export function cards(): Catalogue {
  return catalogue
}
