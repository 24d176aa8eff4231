import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { type ChainedEntry, readChain } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { RunExport } from './contract.ts'
import { revisionRow } from './fork-store.ts'
import { largeOf } from './payload-store.ts'
import { findRun, keptOf } from './views-store.ts'

const batch = 1000

/** A run as one file that proves itself: revision, plan, every event with its place in the chain, and the large values these refer to. Error: `not-found`. */
export async function exportRun(who: Principal, { run: runId }: { run: string }): Promise<RunExport> {
  await requireAccess(who, 'run:read', who)
  const { workspaceId } = who
  const { run, kept, revision, large } = await inWorkspace(workspaceId, async (tx) => ({
    run: await findRun(tx, workspaceId, runId),
    kept: await keptOf(tx, workspaceId, runId),
    revision: await revisionRow(tx, workspaceId, runId),
    large: await largeOf(tx, workspaceId, runId),
  }))
  if (!run || !kept || !revision) throw new AppError('not-found')
  const { flow: _, ...facts } = run
  const events: RunExport['events'] = []
  for (let more = true; more; ) {
    const entries = await readChain(workspaceId, runId, events.at(-1)?.seq ?? 0, batch)
    events.push(...entries.map(exported))
    more = entries.length === batch
  }
  return { format: 'hearth-run/1', run: { ...facts, ...kept }, revision, events, large }
}

function exported({ seq, at, key, kind, body, bodyHash, hash }: ChainedEntry): RunExport['events'][number] {
  return { seq, at, key, kind, body, bodyHash: bodyHash.toString('hex'), hash: hash.toString('hex') }
}
