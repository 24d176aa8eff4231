import type { Flow } from '../engine/flow.ts'

/** What a new agent without a template begins with. */
export const emptyFlow: Flow = { schema: 1, nodes: {}, wires: [] }
