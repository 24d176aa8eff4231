import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { Hit } from './contract.ts'
import { hitRows } from './search-store.ts'
import { around, wordsIn } from './words.ts'

/** Messages of this workspace, or of one room, with all of these words. */
export async function searchMessages(who: Principal, input: { words: string; room?: string | undefined }): Promise<{ hits: Hit[] }> {
  await requireAccess(who, 'room:read', who)
  const words = wordsIn(input.words)
  if (words.length === 0) return { hits: [] }
  const rows = await inWorkspace(who.workspaceId, (tx) => hitRows(tx, who.workspaceId, words, input.room))
  return { hits: rows.map(({ text, ...row }) => ({ ...row, text: around(text, words) })) }
}
