import { z } from 'zod'
import type { Answer } from '../../engine/hands.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { approvalAnswerSchema } from '../show/props/approval-card.ts'

/** JSON Schema of what an approval's answer may carry. */
export const verdictSchema = z.toJSONSchema(approvalAnswerSchema) as JsonObject

const whoAndWhen = z.object({ by: z.string(), at: z.string(), comment: z.string() })
/** The ports of whatever asks for a yes or a no: the one that was chosen fires. */
export const verdictPorts = z.object({
  approved: whoAndWhen.optional().meta({ title: 'Approved', description: 'Who said yes, and when.' }),
  declined: whoAndWhen.optional().meta({ title: 'Declined', description: 'Who said no, and when.' }),
  expired: z.object({ at: z.string() }).optional().meta({ title: 'Expired', description: 'Nobody answered in time.' }),
})

export function verdictOf(answer: Answer): z.infer<typeof verdictPorts> {
  if (answer.outcome === 'expired') return { expired: { at: answer.at } }
  const said = { by: answer.by?.name ?? '', at: answer.at, comment: commentOf(answer) }
  return answer.outcome === 'declined' ? { declined: said } : { approved: said }
}

export function commentOf(answer: Answer): string {
  return approvalAnswerSchema.safeParse(answer.value).data?.comment ?? ''
}

/** The moment that is `hours` after `now`; undefined for no deadline. */
export function deadline(now: string, hours: number): { expiresAt?: string } {
  return hours > 0 ? { expiresAt: new Date(Date.parse(now) + hours * 3_600_000).toISOString() } : {}
}
