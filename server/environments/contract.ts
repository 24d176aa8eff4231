import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'

/** In the order in which a revision is promoted. Production is always there; the others are opened by whoever wants them. */
export const environmentNames = ['development', 'staging', 'production'] as const
export const environmentSchema = z.enum(environmentNames)
export type EnvironmentName = z.infer<typeof environmentSchema>
const besideSchema = z.enum(['development', 'staging'])
export type Beside = z.infer<typeof besideSchema>

/** What a flow refers to by name and an environment does not have. */
export const missingSchema = z.object({ kind: z.enum(['secret', 'model']), name: z.string(), node: z.string(), message: z.string() })
export type Missing = z.infer<typeof missingSchema>

const ws = { workspace: z.string() }
const secretName = z
  .string()
  .trim()
  .max(60)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'letters, digits, - and _, beginning with a letter')
/** A host with its port if it is a special one; `*.` in front means all below it. */
const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .regex(/^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, 'a host such as api.example.com')

const environmentsSchema = z.object({
  /** Those that are there, in order; production last. */
  open: z.array(environmentSchema),
  /** `set`: where it has a value. Values never come back. */
  secrets: z.array(z.object({ name: z.string(), hosts: z.array(z.string()), set: z.array(environmentSchema) })),
  /** What stands there for a model that flows name; the empty name is the workspace's default. */
  models: z.array(z.object({ environment: besideSchema, model: z.string(), target: z.string() })),
})
export type EnvironmentsView = z.infer<typeof environmentsSchema>

export const listEnvironmentsContract = defineContract({
  id: 'environments.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/environments',
  access: 'workspace',
  input: z.object(ws),
  output: environmentsSchema,
})
/** Closing one keeps what is in it: opened again, it is as it was. */
export const openEnvironmentContract = defineContract({
  id: 'environments.open',
  method: 'PUT',
  path: '/api/workspaces/:workspace/environments',
  access: 'workspace',
  input: z.object({ ...ws, environment: besideSchema, open: z.boolean() }),
  output: environmentsSchema,
})
/** Its hosts hold in all environments, its value in one; without a value only the hosts change. */
export const setSecretContract = defineContract({
  id: 'environments.set-secret',
  method: 'PUT',
  path: '/api/workspaces/:workspace/environments/secrets',
  access: 'workspace',
  input: z.object({
    ...ws,
    name: secretName,
    hosts: z.array(host).min(1, 'at least one host that it may be sent to').max(20),
    environment: environmentSchema.default('production'),
    value: z.string().min(1).max(10_000).optional(),
  }),
  output: environmentsSchema,
})
/** Without an environment the secret goes altogether. */
export const removeSecretContract = defineContract({
  id: 'environments.remove-secret',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/environments/secrets',
  access: 'workspace',
  input: z.object({ ...ws, name: secretName, environment: environmentSchema.optional() }),
  output: environmentsSchema,
})
/** An empty target lets the name mean what it means in production. */
export const setModelContract = defineContract({
  id: 'environments.set-model',
  method: 'PUT',
  path: '/api/workspaces/:workspace/environments/models',
  access: 'workspace',
  input: z.object({ ...ws, environment: besideSchema, model: z.string().trim().max(200), target: z.string().trim().max(200) }),
  output: environmentsSchema,
})
