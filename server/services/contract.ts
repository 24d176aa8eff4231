import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'

const ws = { workspace: z.string() }
/** A host with its port if it is a special one, or the name of a model's provider. */
const serviceSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.[\]_-]*[a-z0-9\]])?(:\d{1,5})?$/, 'a host such as api.example.com, or a provider such as openai')
  .max(260)

export const usualCircuit = { failures: 5, seconds: 30 }
/** Null: the usual. */
export const serviceLimitSchema = z.object({
  /** At most so many calls in so many seconds. */
  rate: z.object({ calls: z.int().min(1).max(100_000), seconds: z.int().min(1).max(86_400) }).nullable(),
  /** So many failures in a row (0: none) keep everybody away for so many seconds. */
  circuit: z.object({ failures: z.int().min(0).max(1000), seconds: z.int().min(1).max(86_400) }).nullable(),
})
export type ServiceLimit = z.infer<typeof serviceLimitSchema>

const serviceViewSchema = serviceLimitSchema.extend({
  service: z.string(),
  /** `open`: too many failures in a row. `trying`: one call finds out whether it is back. `asked`: it asked to be left alone. */
  state: z.enum(['fine', 'open', 'trying', 'asked']),
  /** Nobody calls before this moment. */
  until: z.string().nullable(),
  failures: z.int(),
  calledAt: z.string().nullable(),
})
export type ServiceView = z.infer<typeof serviceViewSchema>

/** What this workspace calls, or has a setting for. */
export const listServicesContract = defineContract({
  id: 'services.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/services',
  access: 'workspace',
  input: z.object(ws),
  output: z.object({ services: z.array(serviceViewSchema) }),
})
export const setServiceContract = defineContract({
  id: 'services.set',
  method: 'PUT',
  path: '/api/workspaces/:workspace/services',
  access: 'workspace',
  input: z.object({ ...ws, service: serviceSchema, ...serviceLimitSchema.shape }),
  output: serviceViewSchema,
})
/** Closes the circuit by hand and forgets what the service asked for: the next call goes. */
export const resetServiceContract = defineContract({
  id: 'services.reset',
  method: 'POST',
  path: '/api/workspaces/:workspace/services/reset',
  access: 'workspace',
  input: z.object({ ...ws, service: serviceSchema }),
  output: serviceViewSchema,
})
