import { AppError } from '../kernel/errors.ts'

/**
 * What a run's rows mean to the engine. Raise it when a worker of the former release could go wrong on a run of this one: a plan, a
 * kind of wait, a hand or a block it does not know, a path that means something else. Runs of all former protocols are
 * taken up as they are; see decisions/006.
 */
const newest = 2

/** What this process speaks. An operator may hold new processes back at a former protocol until all of them are new. */
export function protocol(): number {
  const asked = process.env.HEARTH_PROTOCOL
  const number = asked ? Number(asked) : newest
  if (Number.isInteger(number) && number >= 1 && number <= newest) return number
  throw new AppError('invalid-input', `HEARTH_PROTOCOL is "${asked}". Set it to a whole number from 1 to ${newest}, or not at all.`)
}

/** Names that all processes of an installation agree on. Functions of the database name them, too: run_admit in prisma/migrations/0014_admission. */
export const applicationName = 'hearth'
/** The queue's word for a protocol: DBOS gives a worker only what is for its own. */
export const protocolVersion = (): string => `hearth-${protocol()}`
export const runQueue = 'runs'
export const segmentWorkflow = 'segment'

/** One workflow a stretch of work between two waits. */
export const workflowId = (runId: string, segment: number): string => `${runId}:${segment}`

/** How long a silent worker keeps its runs. Others take them over after this. */
export const leaseTtlMs = (): number => Number(process.env.HEARTH_LEASE_TTL_MS ?? '4000')

/** How many segments of one workspace are in the queue or at work at a time, so that nobody's thousand runs stand before another's one. */
export const workspaceSlots = (): number => Number(process.env.HEARTH_WORKSPACE_SLOTS ?? '20')
