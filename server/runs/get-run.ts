import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { type Entry, readIn } from '../memory/feed/index.ts'
import { readWorkspace } from '../platform/db.ts'
import type { getRunContract, RunEntry } from './contract.ts'
import { findRun, waitRows } from './views-store.ts'

const mostEntries = 5000

/** One run whole: its flow, its questions, everything that happened. Error: `not-found`. */
export async function getRun(who: Principal, input: z.output<typeof getRunContract.input>): Promise<z.output<typeof getRunContract.output>> {
  await requireAccess(who, 'run:read', who)
  return await readWorkspace(who.workspaceId, async (tx) => {
    const run = await findRun(tx, who.workspaceId, input.run)
    if (!run) throw new AppError('not-found')
    const waits = await waitRows(tx, who.workspaceId, { run: run.id })
    const entries = await readIn(tx, who.workspaceId, run.id, 0, mostEntries)
    return { ...run, waits, entries: entries.map(runEntry) }
  })
}

export const runEntry = ({ seq, at, body }: Entry): RunEntry => ({ seq, at, event: body as EngineEvent })
