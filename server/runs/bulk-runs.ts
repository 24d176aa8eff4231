import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { isAppError, toErrorData } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { cancelRun } from './cancel-run.ts'
import type { BulkAction, bulkRunsContract, RunSummary } from './contract.ts'
import { dismissRun } from './dismiss-run.ts'
import { forkRun } from './fork-run.ts'
import { pauseRun } from './pause-run.ts'
import { resumeRun } from './resume-run.ts'
import { retryRun } from './retry-run.ts'

type Result = z.output<typeof bulkRunsContract.output>['results'][number]

/** One thing done to many runs, one after the other; each succeeds or is refused by itself. */
export async function bulkRuns(who: Principal, { action, runs }: { action: BulkAction; runs: string[] }): Promise<{ results: Result[] }> {
  await requireAccess(who, 'run:cancel', who)
  const results: Result[] = []
  for (const run of new Set(runs)) results.push(await one(who, action, run))
  return { results }
}

async function one(who: Principal, action: BulkAction, run: string): Promise<Result> {
  try {
    return { run, ok: true, result: await act(who, action, run) }
  } catch (error) {
    if (!isAppError(error)) throw error
    const { code, message } = toErrorData(error)
    return { run, ok: false, error: { code, message } }
  }
}

function act(who: Principal, action: BulkAction, run: string): Promise<RunSummary> {
  switch (action) {
    case 'cancel':
      return cancelRun(who, { run })
    case 'pause':
      return pauseRun(who, { run })
    case 'resume':
      return resumeRun(who, { run })
    case 'retry':
      return retryRun(who, { run })
    case 'rerun':
      return forkRun(who, { workspace: who.workspaceSlug, run, edits: {} })
    case 'dismiss':
      return dismissRun(who, { run })
  }
}
