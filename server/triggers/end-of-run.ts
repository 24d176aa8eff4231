import { subscribe } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { type RunEnd, runEndOf } from './trigger-store.ts'

const ended = new Set(['completed', 'failed', 'cancelled'])

/** How a run ended; undefined when it waits for somebody, or `signal` aborts first. */
export async function endOfRun(workspaceId: string, run: string, signal: AbortSignal): Promise<RunEnd | undefined> {
  for await (const batch of subscribe(workspaceId, run, 0, signal)) {
    if (!batch.some(({ kind }) => kind === 'run.waiting' || (kind.startsWith('run.') && ended.has(kind.slice(4))))) continue
    const now = await inWorkspace(workspaceId, (tx) => runEndOf(tx, workspaceId, run))
    if (now && ended.has(now.status)) return now
    if (now?.status === 'waiting' || now?.status === 'paused') return undefined
  }
  return undefined
}
