import { balanceAlert } from './balance-alert.ts'
import { contentReview } from './content-review.ts'
import { expenseReport } from './expense-report.ts'
import { feedback } from './feedback.ts'
import { identityCheck } from './identity-check.ts'
import { invoiceApproval } from './invoice-approval.ts'
import { lunchPoll } from './lunch-poll.ts'
import { orderIntake } from './order-intake.ts'
import { paymentsAssistant } from './payments-assistant.ts'
import { researchDigest } from './research-digest.ts'
import { shopAssistant } from './shop-assistant.ts'
import { supportTriage } from './support-triage.ts'
import type { Template } from './template.ts'

export type { Template } from './template.ts'

/** What the gallery offers, in its order. */
export const templates: readonly Template[] = [
  ...[paymentsAssistant, supportTriage, researchDigest, shopAssistant, invoiceApproval, expenseReport],
  ...[orderIntake, identityCheck, feedback, contentReview, balanceAlert, lunchPoll],
]
