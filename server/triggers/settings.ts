import { z } from 'zod'
import type { Flow } from '../engine/flow.ts'
import type { JsonObject } from '../kernel/json.ts'
import { problemOf } from './schedule.ts'

export const scheduleSettings = z.object({
  cron: z.string().default('0 9 * * 1-5'),
  timeZone: z.string().default('UTC'),
  missed: z.enum(['skip', 'once', 'all']).default('once'),
})
export const webhookSettings = z.object({ signed: z.boolean().default(false), reply: z.enum(['at once', 'when finished']).default('at once') })
const eventSettings = z.object({ topic: z.string().min(1) })

/** What a published flow says about how it starts. */
export type Wanted =
  | { kind: 'none' }
  | { kind: 'schedule'; settings: z.infer<typeof scheduleSettings>; problem: string | null; node: string }
  | { kind: 'webhook'; settings: z.infer<typeof webhookSettings> }
  | { kind: 'event'; settings: z.infer<typeof eventSettings> }

/** Its trigger's settings are the literal inputs of the trigger's node. */
export function wantedBy(flow: Flow): Wanted {
  for (const [node, { block, inputs, disabled }] of Object.entries(flow.nodes)) {
    if (disabled) continue
    const given: JsonObject = Object.fromEntries(Object.entries(inputs).flatMap(([port, input]) => (input.kind === 'literal' ? [[port, input.value]] : [])))
    switch (block) {
      case 'schedule.start': {
        const settings = scheduleSettings.parse(given)
        return { kind: 'schedule', settings, problem: problemOf(settings), node }
      }
      case 'webhook.start':
        return { kind: 'webhook', settings: webhookSettings.parse(given) }
      case 'event.start': {
        const read = eventSettings.safeParse(given)
        return read.success ? { kind: 'event', settings: read.data } : { kind: 'none' }
      }
    }
  }
  return { kind: 'none' }
}
