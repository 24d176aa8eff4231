import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'

const ws = { workspace: z.string() }
export const providerSchema = z.enum(['openai', 'anthropic', 'google', 'compatible'])
export type Provider = z.infer<typeof providerSchema>
/** The key itself never comes back. `source`: from the installation's environment, or added here. */
export const connectionSchema = z.object({
  id: z.string(),
  provider: providerSchema,
  label: z.string(),
  baseUrl: z.string().nullable(),
  defaultModel: z.string(),
  isDefault: z.boolean(),
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
