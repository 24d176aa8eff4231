import { requireAccess, roleAllows } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { countBytes } from './bytes-store.ts'
import type { ListedFile } from './contract.ts'
import { listedFiles } from './list-store.ts'
import { mostOfWorkspace } from './most-of-workspace.ts'
import { fileDays } from './store.ts'

const page = 50

/** What people brought along, the newest first, with where each is used and how much room there is. */
export async function listFiles(
  who: Principal,
  { words, after }: { words: string; after?: string | undefined },
): Promise<{ files: ListedFile[]; more: boolean; bytes: number; most: number; days: number | null }> {
  await requireAccess(who, 'file:read', who)
  const { workspaceId, personId, role } = who
  return inWorkspace(workspaceId, async (tx) => {
    const found = await listedFiles(tx, workspaceId, { personId, words, after, limit: page + 1 })
    const may = (by: string) => roleAllows(role, 'file:manage') || (by === personId && roleAllows(role, 'file:delete'))
    return {
      files: found.slice(0, page).map((file) => ({ ...file, at: new Date(file.at).toISOString(), deletable: may(file.by.id) })),
      more: found.length > page,
      bytes: await countBytes(tx, workspaceId),
      most: mostOfWorkspace(),
      days: await fileDays(tx, workspaceId),
    }
  })
}
