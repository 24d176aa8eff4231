import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'

const agentKey = { workspace: z.string(), agent: z.uuid() }

/** What starts an agent by itself, as its published flow says. */
export const triggerSchema = z.object({
  kind: z.enum(['none', 'schedule', 'webhook', 'event']),
  paused: z.boolean(),
  /** Why it cannot work, in words for people. */
  problem: z.string().nullable(),
  /** When it started the agent the last time. */
  firedAt: z.string().nullable(),
  schedule: z.object({ cron: z.string(), timeZone: z.string(), missed: z.string(), next: z.array(z.string()) }).nullable(),
  /** `url` holds the token, so it is for those who may edit the agent; null for others. */
  webhook: z.object({ url: z.string().nullable(), signed: z.boolean(), reply: z.string() }).nullable(),
  event: z.object({ topic: z.string() }).nullable(),
})
export type TriggerView = z.infer<typeof triggerSchema>

export const getTriggerContract = defineContract({
  id: 'triggers.get',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/trigger',
  access: 'workspace',
  input: z.object(agentKey),
  output: triggerSchema,
})
/** Holds it, or lets it go on. What a schedule missed while it was held is not made up for. */
export const pauseTriggerContract = defineContract({
  id: 'triggers.pause',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/agents/:agent/trigger',
  access: 'workspace',
  input: z.object({ ...agentKey, paused: z.boolean() }),
  output: triggerSchema,
})
/** The secret with which calls of the webhook are signed, for those who may edit the agent. */
export const signingSecretContract = defineContract({
  id: 'triggers.signing-secret',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/trigger/secret',
  access: 'workspace',
  input: z.object(agentKey),
  output: z.object({ secret: z.string() }),
})
/** A new address and a new secret; the old ones work no more. */
export const renewWebhookContract = defineContract({
  id: 'triggers.renew-webhook',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/trigger/renew',
  access: 'workspace',
  input: z.object(agentKey),
  output: triggerSchema,
})
