import type { LargeValue } from '../durable/index.ts'
import type { Json } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'

export async function payloadOf(tx: Pick<Tx, 'sql'>, workspaceId: string, run: string, hash: string): Promise<{ value: Json; bytes: number } | undefined> {
  const [row] = await tx.sql<{ value: Json; bytes: number }>`
    select p.body as value, p.bytes from payload p join payload_use u on u.workspace_id = p.workspace_id and u.hash = p.hash
    where p.workspace_id = ${workspaceId} and p.hash = ${hash} and u.run_id = ${run}`
  return row
}

/** Large values that the run's row and events refer to. */
export async function keepLarge(tx: Pick<Tx, 'sql'>, workspaceId: string, run: string, large: readonly LargeValue[]): Promise<void> {
  for (const { hash, bytes, body } of large) {
    await tx.sql`insert into payload (workspace_id, hash, bytes, body) values (${workspaceId}, ${hash}, ${bytes}, ${JSON.stringify(body)}::json) on conflict do nothing`
    await tx.sql`insert into payload_use (run_id, workspace_id, hash) values (${run}, ${workspaceId}, ${hash}) on conflict do nothing`
  }
}

/** All large values of a run, by hash. */
export async function largeOf(tx: Pick<Tx, 'sql'>, workspaceId: string, run: string): Promise<Record<string, Json>> {
  const rows = await tx.sql<{
    hash: string
    body: Json
  }>`select p.hash, p.body from payload_use u join payload p on p.workspace_id = u.workspace_id and p.hash = u.hash
    where u.run_id = ${run} and u.workspace_id = ${workspaceId} order by p.hash`
  return Object.fromEntries(rows.map(({ hash, body }) => [hash, body]))
}
