import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { countQueued } from './bus-store.ts'

/** How many runs of one workspace may wait for their turn. */
const mostQueued = (): number => Number(process.env.HEARTH_MOST_QUEUED ?? '10000')

/** Counting is not free, so each process counts again after a second, and adds what it begins in between. */
const counts = new Map<string, { at: number; queued: number }>()

/** Called for each new run, after it is written. Errors: `too-many-requests`, which takes the new run back. */
export async function refuseTooMany(tx: Pick<Tx, 'sql'>, workspaceId: string): Promise<void> {
  const most = mostQueued()
  let known = counts.get(workspaceId)
  if (known && Date.now() - known.at < 1000) known.queued += 1
  else known = undefined
  if (known && known.queued <= most) return
  const queued = await countQueued(tx, workspaceId, most + 1)
  if (counts.size > 10_000) counts.clear()
  counts.set(workspaceId, { at: Date.now(), queued })
  if (queued <= most) return
  const message = `This workspace has ${most} runs waiting for their turn already, which is the most there may be. Wait until some are done, then try again.`
  throw new AppError('too-many-requests', message, { seconds: 5 })
}
