import { z } from 'zod'

/** A question with yes and no. */
export const approvalCardSchema = z.object({
  requester: z.string().default('The agent'),
  message: z.string(),
  details: z.array(z.object({ label: z.string(), value: z.string() })).default([]),
  risk: z.enum(['low', 'medium', 'high']).default('medium'),
  approveLabel: z.string().default('Approve'),
  declineLabel: z.string().default('Decline'),
})
export type ApprovalCardProps = z.infer<typeof approvalCardSchema>

/** What an approval or a decline may carry back. */
export const approvalAnswerSchema = z.object({ comment: z.string().max(2000).optional() }).nullable()
