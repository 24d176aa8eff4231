import { paymentsAssistant } from './payments-assistant.ts'
import { researchDigest } from './research-digest.ts'
import { supportTriage } from './support-triage.ts'
import type { Template } from './template.ts'

export type { Template } from './template.ts'

/** What the gallery offers, in its order. */
export const templates: readonly Template[] = [paymentsAssistant, supportTriage, researchDigest]
