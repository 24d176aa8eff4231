import { DBOSClient } from '@dbos-inc/dbos-sdk'
import type { Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { announce } from '../platform/notify.ts'
import { applicationName, protocol, runQueue, workspaceSlots } from './protocol.ts'
import { queueUrl } from './queue-url.ts'

/**
 * Queues the segment that a run has come to, in the caller's transaction: it is queued when that commits, and not
 * otherwise. When its workspace has enough in the queue it waits for its turn. The same segment twice is one.
 */
export async function enqueueSegment(tx: Tx, runId: string): Promise<void> {
  const [row] = await tx.often<{ admitted: number }>`select run_enqueue(${runId}::uuid, ${workspaceSlots()}, ${protocol()}) as admitted`
  if (row && row.admitted > 0) tx.afterCommit(() => announce('hearth_queue', [runId]))
}

/** Somebody made room: the next runs of this workspace take it when the caller's transaction commits. */
export async function admitNext(tx: Tx, workspaceId: string): Promise<void> {
  const [row] = await tx.sql<{ admitted: number }>`select run_admit(${workspaceId}::uuid, ${workspaceSlots()}) as admitted`
  if (row && row.admitted > 0) tx.afterCommit(() => announce('hearth_queue', ['admitted']))
}

/** The interval is for what the announcement does not reach; see wake.ts. No limit on how many at once: those would serialise all workers, and a run mostly waits for others. */
export async function registerRunQueue(): Promise<void> {
  const queue = await client()
  await queue.registerQueue(runQueue, { minPollingIntervalMs: 100 })
}

/** Ends this process's connection to the queue; the next use opens a new one. */
export async function closeDurable(): Promise<void> {
  const open = holder.hearthQueue
  delete holder.hearthQueue
  await open?.client.destroy()
}

// one per process, whatever number of bundles this file is in; a test that changes databases gets a new one
const holder = globalThis as typeof globalThis & { hearthQueue?: { url: string; client: DBOSClient } }

async function client(): Promise<DBOSClient> {
  const url = env.databaseUrl()
  if (holder.hearthQueue?.url !== url) {
    await closeDurable()
    holder.hearthQueue = { url, client: await DBOSClient.create({ systemDatabaseUrl: queueUrl(url), applicationName, systemDatabasePoolSize: 2 }) }
  }
  return holder.hearthQueue.client
}
