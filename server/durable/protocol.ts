/**
 * Names that all processes of an installation agree on. The version is the engine's protocol, not the program's: flow
 * versions live in data, so workers of different releases may share a queue as long as this stays.
 */
export const applicationName = 'hearth'
export const protocolVersion = 'hearth-1'
export const runQueue = 'runs'
export const segmentWorkflow = 'segment'

/** One workflow a stretch of work between two waits. */
export const workflowId = (runId: string, segment: number): string => `${runId}:${segment}`

/** How long a silent worker keeps its runs. Others take them over after this. */
export const leaseTtlMs = (): number => Number(process.env.HEARTH_LEASE_TTL_MS ?? '4000')
