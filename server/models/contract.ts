import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'

const ws = { workspace: z.string() }
export const providerSchema = z.enum(['openai', 'anthropic', 'google', 'compatible'])
export type Provider = z.infer<typeof providerSchema>
/** US dollars for a million tokens. */
export const priceSchema = z.object({ input: z.number().nonnegative().max(10_000), output: z.number().nonnegative().max(10_000) })
export type Price = z.infer<typeof priceSchema>
/** Suggested, and used when nobody named a model: current at the time of this release. */
export const usualModels: Record<Exclude<Provider, 'compatible'>, string> = {
  openai: 'gpt-5.6',
  anthropic: 'claude-sonnet-5-5',
  google: 'gemini-3.8-flash',
}
/** The key itself never comes back. `price` is that of the default model, null when nobody said. `source`: from the installation's environment, or added here. */
export const connectionSchema = z.object({
  id: z.string(),
  provider: providerSchema,
  label: z.string(),
  baseUrl: z.string().nullable(),
  defaultModel: z.string(),
  isDefault: z.boolean(),
  price: priceSchema.nullable(),
  source: z.enum(['environment', 'workspace']),
})
export type ConnectionView = z.infer<typeof connectionSchema>

export const listConnectionsContract = defineContract({
  id: 'models.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/models',
  access: 'workspace',
  input: z.object(ws),
  output: z.object({ connections: z.array(connectionSchema), demo: z.boolean() }),
})
export const addConnectionContract = defineContract({
  id: 'models.add',
  method: 'POST',
  path: '/api/workspaces/:workspace/models',
  access: 'workspace',
  input: z.object({
    ...ws,
    provider: providerSchema,
    label: z.string().trim().min(1).max(60),
    baseUrl: z.url().optional(),
    defaultModel: z.string().trim().min(1).max(120),
    key: z.string().max(500).optional(),
    isDefault: z.boolean().default(true),
    price: priceSchema.optional(),
  }),
  output: connectionSchema,
})
export const removeConnectionContract = defineContract({
  id: 'models.remove',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/models/:connection',
  access: 'workspace',
  input: z.object({ ...ws, connection: z.uuid() }),
  output: z.object({}),
})
