import { z } from 'zod'
import { environmentSchema } from '../../server/environments/contract.ts'
import { runStatusSchema } from '../../server/runs/contract.ts'

/** What the address of the list says. An address with a filter nobody knows shows everything, not an error. */
const withins = { '1h': 3_600_000, '24h': 86_400_000, '7d': 604_800_000, '30d': 2_592_000_000 }
export type Within = keyof typeof withins
export const withinWords: Record<Within, string> = { '1h': 'In the last hour', '24h': 'In the last day', '7d': 'In the last week', '30d': 'In the last month' }

export const runFilterSchema = z.object({
  status: runStatusSchema.optional().catch(undefined),
  attention: z.literal('true').optional().catch(undefined),
  stuck: z.literal('true').optional().catch(undefined),
  agent: z.uuid().optional().catch(undefined),
  trigger: z.string().max(40).optional().catch(undefined),
  who: z.uuid().optional().catch(undefined),
  within: z.enum(['1h', '24h', '7d', '30d']).optional().catch(undefined),
  environment: environmentSchema.optional().catch(undefined),
  text: z.string().max(200).optional().catch(undefined),
})
export type RunFilter = z.output<typeof runFilterSchema>

/** To the minute, so that asking again asks the same. */
export function startedWithin(within: Within | undefined, now = Date.now()): { from?: string } {
  return within === undefined ? {} : { from: new Date(Math.floor((now - withins[within]) / 60_000) * 60_000).toISOString() }
}
