import type { JsonObject } from '../kernel/json.ts'
import type { Around } from './course.ts'
import type { Block } from './define-block.ts'
import type { Retry } from './flow.ts'
import type { Hands, ToolCall } from './hands.ts'

/** One thing to do, before it is known whether it can be done. `handled`: somebody takes its failure. */
export type Attempt = {
  path: string
  block: string
  input: JsonObject
  handled: boolean
  toolCall?: ToolCall
  around: Around
  timeoutMs?: number
  retry?: Retry
  pipes?: () => Hands['pipe']
}
/** One thing to do, its block found and its input checked. */
export type Call = Omit<Attempt, 'block'> & { block: Block }
