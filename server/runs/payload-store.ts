import type { Json } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'

export async function payloadOf(tx: Pick<Tx, 'sql'>, workspaceId: string, run: string, hash: string): Promise<{ value: Json; bytes: number } | undefined> {
  const [row] = await tx.sql<{ value: Json; bytes: number }>`
    select p.body as value, p.bytes from payload p join payload_use u on u.workspace_id = p.workspace_id and u.hash = p.hash
    where p.workspace_id = ${workspaceId} and p.hash = ${hash} and u.run_id = ${run}`
  return row
}
