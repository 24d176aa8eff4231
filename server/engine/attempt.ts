import type { JsonObject } from '../kernel/json.ts'
import type { Block } from './define-block.ts'
import type { ToolCall } from './hands.ts'

/** One thing to do, before it is known whether it can be done. `handled`: somebody takes its failure. */
export type Attempt = { path: string; block: string; input: JsonObject; handled: boolean; toolCall?: ToolCall }
/** One thing to do, its block found and its input checked. */
export type Call = Omit<Attempt, 'block'> & { block: Block }
