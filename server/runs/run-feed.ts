import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq, subscribe } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { RunEntry } from './contract.ts'
import { runEntry } from './get-run.ts'
import { findRun } from './views-store.ts'

/** Everything that happens in a run after seq `after`, live, until `signal` aborts. Error: `not-found`. */
export async function runFeed(who: Principal, input: { run: string; after: number }, asked: { signal: AbortSignal }): Promise<AsyncIterable<RunEntry[]>> {
  await requireAccess(who, 'run:read', who)
  const known = await inWorkspace(
    who.workspaceId,
    async (tx) => (await findRun(tx, who.workspaceId, input.run)) && (await lastSeq(tx, who.workspaceId, input.run)),
  )
  if (known === undefined) throw new AppError('not-found')
  return entries(who.workspaceId, input.run, input.after, asked.signal)
}

async function* entries(workspaceId: string, run: string, after: number, signal: AbortSignal): AsyncGenerator<RunEntry[], void, void> {
  for await (const batch of subscribe(workspaceId, run, after, signal)) yield batch.map(runEntry)
}
