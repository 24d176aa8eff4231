import { inWorkspace } from '../platform/db.ts'
import { getBytes } from './bytes-store.ts'
import { fileRow } from './store.ts'

/** The bytes of a file that is in use, for the workspace's own work. Undefined when there is none. */
export function readFile(workspaceId: string, id: string): Promise<Uint8Array | undefined> {
  return inWorkspace(workspaceId, async (tx) => {
    const row = await fileRow(tx, workspaceId, id)
    return row?.used ? getBytes(tx, workspaceId, row.hash) : undefined
  })
}
