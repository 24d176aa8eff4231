import { cards } from '../blocks/index.ts'
import type { Person } from '../kernel/principal.ts'

/** Every block as a card. The same for everybody. */
export async function listBlocks(_who: Person) {
  return { blocks: [...cards().values()] }
}
