import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { beginRun } from './begin-run.ts'
import type { RunSummary, startRunContract } from './contract.ts'
import { findRun } from './views-store.ts'

/**
 * Starts an agent's published revision by hand, once for each key (`idempotencyKey`, or the header `Idempotency-Key`).
 * Errors: `not-found`, `conflict` (nothing published yet), `too-many-requests`.
 */
export async function startRun(who: Principal, input: z.output<typeof startRunContract.input>, asked?: { headers: Headers }): Promise<RunSummary> {
  await requireAccess(who, 'run:start', who)
  const { workspaceId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const { agent, environment = 'production' } = input
    const given = input.idempotencyKey ?? asked?.headers.get('idempotency-key')?.slice(0, 200)
    const key = given ? { idempotencyKey: `manual:${given}` } : {}
    const runId = await beginRun(tx, { workspaceId, agentId: agent, trigger: 'manual', input: input.input, environment, startedBy: who.personId, ...key })
    return await summaryOf(tx, workspaceId, runId)
  })
}

export async function summaryOf(tx: Parameters<typeof findRun>[0], workspaceId: string, runId: string): Promise<RunSummary> {
  const run = await findRun(tx, workspaceId, runId)
  if (!run) throw new AppError('not-found')
  const { input: _input, output: _output, flow: _flow, ...summary } = run
  return summary
}
