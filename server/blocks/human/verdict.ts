import { z } from 'zod'
import type { Answer } from '../../engine/hands.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { approvalAnswerSchema } from '../show/props/approval-card.ts'

/** JSON Schema of what an approval's answer may carry. */
export const verdictSchema = z.toJSONSchema(approvalAnswerSchema) as JsonObject

export const whoAndWhen = z.object({ by: z.string(), at: z.string(), comment: z.string() })
/** Fires when somebody said no. */
export const declinedPort = whoAndWhen.optional().meta({ title: 'Declined', description: 'Who said no, and when.' })
/** Fires when nobody answered. */
export const expiredPort = z.object({ at: z.string() }).optional().meta({ title: 'Expired', description: 'Nobody answered in time.' })

/** The ports of whatever asks for a yes or a no: the one that was chosen fires. */
export const verdictPorts = z.object({
  approved: whoAndWhen.optional().meta({ title: 'Approved', description: 'Who said yes, and when.' }),
  declined: declinedPort,
  expired: expiredPort,
})

export function verdictOf(answer: Answer): z.infer<typeof verdictPorts> {
  return unanswered(answer) ?? { approved: saidBy(answer) }
}

/** What fires when there is nothing to go on with; undefined for a yes or for values. */
export function unanswered(answer: Answer): Pick<z.infer<typeof verdictPorts>, 'declined' | 'expired'> | undefined {
  if (answer.outcome === 'expired') return { expired: { at: answer.at } }
  if (answer.outcome === 'declined') return { declined: saidBy(answer) }
  return undefined
}

export function saidBy(answer: Answer): z.infer<typeof whoAndWhen> {
  return { by: answer.by?.name ?? '', at: answer.at, comment: commentOf(answer) }
}

export function commentOf(answer: Pick<Answer, 'value'>): string {
  const { value } = answer
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  return typeof value.comment === 'string' ? value.comment : ''
}
