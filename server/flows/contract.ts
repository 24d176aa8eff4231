import { z } from 'zod'
import { cardSchema } from '../engine/card.ts'
import { flowSchema } from '../engine/flow.ts'
import { planSchema, problemCodes } from '../engine/plan.ts'
import { defineContract } from '../kernel/contract.ts'

const ws = { workspace: z.string() }
const agentKey = { ...ws, agent: z.uuid() }

const problemSchema = z.object({
  code: z.enum(problemCodes),
  message: z.string(),
  node: z.string().optional(),
  port: z.string().optional(),
  nodes: z.array(z.string()).optional(),
  wire: z.int().optional(),
})
const agentSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  icon: z.string(),
  template: z.string().nullable(),
  publishedNumber: z.int().nullable(),
  /** It begins with a chat message, so people can talk to it. */
  talks: z.boolean(),
  updatedAt: z.string(),
  createdAt: z.string(),
})
export type AgentSummary = z.infer<typeof agentSummarySchema>
const agentSchema = agentSummarySchema.extend({
  draft: flowSchema,
  draftVersion: z.int(),
  problems: z.array(problemSchema),
  /** The draft differs from what is published. */
  changed: z.boolean(),
  plan: planSchema.nullable(),
  /** Blocks of the draft that were saved for an older version and brought up to date on opening; kept with the next save. */
  upgraded: z.array(z.string()),
})
export type AgentView = z.infer<typeof agentSchema>

export const templateSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  icon: z.string(),
  tries: z.array(z.string()),
  flow: flowSchema,
})
export const listTemplatesContract = defineContract({
  id: 'flows.list-templates',
  method: 'GET',
  path: '/api/templates',
  access: 'person',
  input: z.object({}),
  output: z.object({ templates: z.array(templateSchema) }),
})
export const listBlocksContract = defineContract({
  id: 'flows.list-blocks',
  method: 'GET',
  path: '/api/blocks',
  access: 'person',
  input: z.object({}),
  output: z.object({ blocks: z.array(cardSchema) }),
})
export const listAgentsContract = defineContract({
  id: 'flows.list-agents',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents',
  access: 'workspace',
  input: z.object(ws),
  output: z.object({ agents: z.array(agentSummarySchema) }),
})
/** From a template (published at once, ready to talk) or empty (a draft only). */
export const createAgentContract = defineContract({
  id: 'flows.create-agent',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents',
  access: 'workspace',
  input: z.object({ ...ws, template: z.string().optional(), name: z.string().trim().min(1).max(80).optional() }),
  output: agentSchema,
})
export const getAgentContract = defineContract({
  id: 'flows.get-agent',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent',
  access: 'workspace',
  input: z.object(agentKey),
  output: agentSchema,
})
export const updateAgentContract = defineContract({
  id: 'flows.update-agent',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/agents/:agent',
  access: 'workspace',
  input: z.object({
    ...agentKey,
    name: z.string().trim().min(1).max(80).optional(),
    description: z.string().trim().max(400).optional(),
    archived: z.boolean().optional(),
  }),
  output: agentSummarySchema,
})
/**
 * The draft as a shared document (Yjs, base64). Gives what somebody who knows as far as `vector` lacks, after taking in `update`,
 * which needs the right to edit. `live` is where changes come by themselves: a WebSocket address, or `:` and a port of this host.
 */
export const syncDocumentContract = defineContract({
  id: 'flows.sync-document',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/document',
  access: 'workspace',
  input: z.object({ ...agentKey, vector: z.base64().optional(), update: z.base64().optional() }),
  output: z.object({ update: z.string(), vector: z.string(), draftVersion: z.int(), live: z.string().nullable() }),
  maxBytes: 4_000_000,
})
/** Saves the draft, problems and all. `conflict` with the newer draft in `details` when `draftVersion` is not the stored one. */
export const saveDraftContract = defineContract({
  id: 'flows.save-draft',
  method: 'PUT',
  path: '/api/workspaces/:workspace/agents/:agent/draft',
  access: 'workspace',
  input: z.object({ ...agentKey, draftVersion: z.int(), flow: flowSchema }),
  output: agentSchema,
  maxBytes: 2_000_000,
})
/** Errors: `flow-has-problems` (details: problems), `conflict` (somebody saved or published in between). */
export const publishFlowContract = defineContract({
  id: 'flows.publish',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/publish',
  access: 'workspace',
  input: z.object({ ...agentKey, draftVersion: z.int(), note: z.string().trim().max(400).default('') }),
  output: agentSchema,
})
export const listRevisionsContract = defineContract({
  id: 'flows.list-revisions',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/revisions',
  access: 'workspace',
  input: z.object(agentKey),
  output: z.object({
    revisions: z.array(z.object({ id: z.string(), number: z.int(), hash: z.string(), note: z.string(), publishedBy: z.string(), publishedAt: z.string() })),
  }),
})
