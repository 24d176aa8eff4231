import { asSystem, type Tx } from '../platform/db.ts'

const batch = 200

export type Removed = { runs: number; queueRows: number }

/**
 * Removes what is kept no longer: ended runs after `keepRunsDays` (0 keeps them for ever), and the queue's rows of ended work, which
 * are of no use any more; some minutes of them help whoever looks into a fault. In small batches, so that nobody waits behind it.
 */
export async function removeOld(keepRunsDays: number, keepQueueMinutes = 10): Promise<Removed> {
  const queueRows = await untilNone((tx) => removeQueueRows(tx, keepQueueMinutes))
  const runs = keepRunsDays > 0 ? await untilNone((tx) => removeRuns(tx, keepRunsDays)) : 0
  return { runs, queueRows }
}

async function untilNone(remove: (tx: Tx) => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const removed = await asSystem(remove)
    total += removed
    if (removed < batch) return total
  }
}

/** DBOS keeps inputs and outputs in tables without a foreign key: they go by name. */
async function removeQueueRows(tx: Tx, minutes: number): Promise<number> {
  const rows = await tx.sql<{ id: string }>`select workflow_uuid as id from dbos.workflow_status
    where completed_at < extract(epoch from clock_timestamp() - ${minutes} * interval '1 minute') * 1000 and status not in ('PENDING', 'ENQUEUED', 'DELAYED')
    order by completed_at limit ${batch} for update skip locked`
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await tx.sql`delete from dbos.workflow_input where workflow_uuid = any(${ids})`
  await tx.sql`delete from dbos.workflow_output where workflow_uuid = any(${ids})`
  await tx.sql`delete from dbos.operation_outputs where workflow_uuid = any(${ids})`
  await tx.sql`delete from dbos.workflow_status where workflow_uuid = any(${ids})`
  return ids.length
}

async function removeRuns(tx: Tx, days: number): Promise<number> {
  const rows = await tx.sql<{
    id: string
  }>`select id from run where finished_at < clock_timestamp() - ${days} * interval '1 day' order by finished_at limit ${batch} for update skip locked`
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await tx.sql`delete from run_step where run_id = any(${ids}::uuid[])`
  await tx.sql`delete from run_wait where run_id = any(${ids}::uuid[])`
  const held = await tx.sql<{
    workspaceId: string
    hash: string
  }>`delete from payload_use where run_id = any(${ids}::uuid[]) returning workspace_id as "workspaceId", hash`
  await tx.sql`delete from payload p using unnest(${held.map(({ workspaceId }) => workspaceId)}::uuid[], ${held.map(({ hash }) => hash)}::text[]) as gone (workspace_id, hash)
    where p.workspace_id = gone.workspace_id and p.hash = gone.hash
      and not exists (select from payload_use u where u.workspace_id = p.workspace_id and u.hash = p.hash)`
  await tx.sql`delete from feed where id = any(${ids}::uuid[])` // its entries go with it
  await tx.sql`delete from run where id = any(${ids}::uuid[])`
  return ids.length
}
