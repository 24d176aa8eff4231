/**
 * Names that all processes of an installation agree on. The version is the engine's protocol, not the program's: flow
 * versions live in data, so workers of different releases may share a queue as long as this stays. The database function
 * run_admit names them too.
 */
export const applicationName = 'hearth'
export const protocolVersion = 'hearth-1'
export const runQueue = 'runs'
export const segmentWorkflow = 'segment'

/** One workflow a stretch of work between two waits. */
export const workflowId = (runId: string, segment: number): string => `${runId}:${segment}`

/** How long a silent worker keeps its runs. Others take them over after this. */
export const leaseTtlMs = (): number => Number(process.env.HEARTH_LEASE_TTL_MS ?? '4000')

/** How many segments of one workspace are in the queue or at work at a time, so that nobody's thousand runs stand before another's one. */
export const workspaceSlots = (): number => Number(process.env.HEARTH_WORKSPACE_SLOTS ?? '20')
