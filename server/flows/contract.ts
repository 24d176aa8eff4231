import { z } from 'zod'
import { cardSchema } from '../engine/card.ts'
import { flowSchema, nodeIdSchema } from '../engine/flow.ts'
import { planSchema, problemCodes } from '../engine/plan.ts'
import { environmentSchema } from '../environments/contract.ts'
import { defineContract } from '../kernel/contract.ts'
import { jsonSchema } from '../kernel/json.ts'

const ws = { workspace: z.string() }
const agentKey = { ...ws, agent: z.uuid() }
const revisionName = z.string().trim().max(80)
const revisionNote = z.string().trim().max(400)

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

/** Reads a document from an address, for blocks made from it. Private addresses are refused. */
export const fetchOpenApiContract = defineContract({
  id: 'flows.fetch-openapi',
  method: 'POST',
  path: '/api/workspaces/:workspace/openapi',
  access: 'workspace',
  input: z.object({ ...ws, url: z.url({ protocol: /^https?$/ }).max(2000) }),
  output: z.object({ text: z.string() }),
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
/** From a template, shipped or one's own (published at once when nothing is missing), or empty (a draft only). */
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
 * `anew`: the document was begun anew since the copy of who asks was made. `update` is then all of it, to be had in place of that copy;
 * what they sent is in it, merged by what is kept of before.
 */
export const syncDocumentContract = defineContract({
  id: 'flows.sync-document',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/document',
  access: 'workspace',
  input: z.object({ ...agentKey, vector: z.base64().optional(), update: z.base64().optional() }),
  output: z.object({ update: z.string(), vector: z.string(), draftVersion: z.int(), live: z.string().nullable(), anew: z.boolean() }),
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
/** To production, or to the environment named. Errors: `flow-has-problems` (details: problems, or missing), `conflict` (somebody saved or published in between). */
export const publishFlowContract = defineContract({
  id: 'flows.publish',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/publish',
  access: 'workspace',
  input: z.object({
    ...agentKey,
    draftVersion: z.int(),
    name: revisionName.default(''),
    note: revisionNote.default(''),
    environment: environmentSchema.optional(),
  }),
  output: agentSchema,
})
export const revisionSchema = z.object({
  id: z.string(),
  number: z.int(),
  hash: z.string(),
  name: z.string(),
  note: z.string(),
  publishedBy: z.string(),
  publishedAt: z.string(),
  /** The number of the revision it brought back. */
  restoredFrom: z.int().nullable(),
})
export type RevisionView = z.infer<typeof revisionSchema>
export const listRevisionsContract = defineContract({
  id: 'flows.list-revisions',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/revisions',
  access: 'workspace',
  input: z.object(agentKey),
  output: z.object({ revisions: z.array(revisionSchema) }),
})
const usageSchema = z.object({
  /** The agent in whose flow it stands. */
  agent: z.string(),
  name: z.string(),
  node: z.string(),
  /** The block's own name; empty when it has none. */
  title: z.string(),
  draft: z.boolean(),
  /** In what is published. */
  live: z.boolean(),
})
export type UsageView = z.infer<typeof usageSchema>
/** Who runs this agent's flow: each block of a draft or of a published flow that names it. */
export const listUsagesContract = defineContract({
  id: 'flows.list-usages',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/usages',
  access: 'workspace',
  input: z.object(agentKey),
  output: z.object({ usages: z.array(usageSchema) }),
})
const revisionKey = { ...agentKey, number: z.coerce.number().int().min(1) }
/** `flow` as its author wrote it; `calls` are the revisions of other flows that publishing named in it, by node. */
export const getRevisionContract = defineContract({
  id: 'flows.get-revision',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/revisions/:number',
  access: 'workspace',
  input: z.object(revisionKey),
  output: revisionSchema.extend({ flow: flowSchema, calls: z.record(z.string(), z.string()) }),
})
/** Its name and its note are words about it: all that can change. */
export const nameRevisionContract = defineContract({
  id: 'flows.name-revision',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/agents/:agent/revisions/:number',
  access: 'workspace',
  input: z.object({ ...revisionKey, name: revisionName.optional(), note: revisionNote.optional() }),
  output: revisionSchema,
})
/**
 * Publishes a former revision again, as a new one; the draft stays as it is. `published` is the number that was seen as live:
 * `conflict` when another one is by now. Errors: `not-found`, `flow-has-problems` (its blocks are gone or changed).
 */
export const restoreRevisionContract = defineContract({
  id: 'flows.restore-revision',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/revisions/:number/restore',
  access: 'workspace',
  input: z.object({ ...revisionKey, published: z.int(), note: revisionNote.default('') }),
  output: agentSchema,
})

const checklistItemSchema = z.object({
  /** blocking: it cannot be published as it is. advisory: to be known. */
  level: z.enum(['blocking', 'advisory']),
  kind: z.enum([
    'problem',
    'missing-secret',
    'missing-model',
    'not-tried',
    'no-error-path',
    'no-deadline',
    'no-answer',
    'pinned',
    'no-sample',
    'open-comments',
  ]),
  message: z.string(),
  /** What to do about it. */
  todo: z.string(),
  /** Where it is. */
  nodes: z.array(z.string()),
})
export type ChecklistItem = z.infer<typeof checklistItemSchema>
/** What to look at before the stored draft is published: what keeps it from being first. */
export const getChecklistContract = defineContract({
  id: 'flows.checklist',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/checklist',
  access: 'workspace',
  input: z.object({ ...agentKey, environment: environmentSchema.default('production') }),
  output: z.object({ items: z.array(checklistItemSchema) }),
})

const pointerSchema = z.object({ environment: environmentSchema, number: z.int(), movedBy: z.string().nullable(), movedAt: z.string().nullable() })
export type PointerView = z.infer<typeof pointerSchema>
const moveSchema = z.object({
  id: z.string(),
  environment: environmentSchema,
  former: z.int().nullable(),
  number: z.int(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
})
export type MoveView = z.infer<typeof moveSchema>
const pointersSchema = z.object({
  /** The environments that are open, in the order of promotion. */
  open: z.array(environmentSchema),
  pointers: z.array(pointerSchema),
  /** Who moved which pointer when, newest first. */
  moves: z.array(moveSchema),
})
export type PointersView = z.infer<typeof pointersSchema>
export const getPointersContract = defineContract({
  id: 'flows.pointers',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/environments',
  access: 'workspace',
  input: z.object(agentKey),
  output: pointersSchema,
})
/**
 * Puts a revision into an environment: promotes it, or rolls back. `former` is the number that was seen there: `conflict` when it is
 * another by now. Errors: `not-found`, `flow-has-problems` (details: missing, or problems).
 */
export const promoteContract = defineContract({
  id: 'flows.promote',
  method: 'PUT',
  path: '/api/workspaces/:workspace/agents/:agent/environments',
  access: 'workspace',
  input: z.object({ ...agentKey, environment: environmentSchema, number: z.int().min(1), former: z.int().nullable(), note: revisionNote.default('') }),
  output: pointersSchema,
})

/** What a block of a draft gives when the draft is tried, in place of being done. */
const pinSchema = z.object({ node: nodeIdSchema, output: z.record(z.string(), jsonSchema), by: z.string(), at: z.string() })
export type PinView = z.infer<typeof pinSchema>
const sampleSchema = z.object({ name: z.string(), input: z.record(z.string(), jsonSchema) })
export type SampleView = z.infer<typeof sampleSchema>
/** What stands beside a draft to try it with. Never published. */
const tryKitSchema = z.object({ pins: z.array(pinSchema), samples: z.array(sampleSchema) })
export type TryKit = z.infer<typeof tryKitSchema>
export const getTryKitContract = defineContract({
  id: 'flows.try-kit',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/try-kit',
  access: 'workspace',
  input: z.object(agentKey),
  output: tryKitSchema,
})
export const pinOutputContract = defineContract({
  id: 'flows.pin-output',
  method: 'PUT',
  path: '/api/workspaces/:workspace/agents/:agent/pins/:node',
  access: 'workspace',
  input: z.object({ ...agentKey, node: nodeIdSchema, output: z.record(z.string(), jsonSchema) }),
  output: tryKitSchema,
  maxBytes: 2_000_000,
})
export const unpinOutputContract = defineContract({
  id: 'flows.unpin-output',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/agents/:agent/pins/:node',
  access: 'workspace',
  input: z.object({ ...agentKey, node: nodeIdSchema }),
  output: tryKitSchema,
})
const sampleName = z.string().trim().min(1).max(80)
export const saveSampleContract = defineContract({
  id: 'flows.save-sample',
  method: 'PUT',
  path: '/api/workspaces/:workspace/agents/:agent/samples',
  access: 'workspace',
  input: z.object({ ...agentKey, name: sampleName, input: z.record(z.string(), jsonSchema) }),
  output: tryKitSchema,
})
export const deleteSampleContract = defineContract({
  id: 'flows.delete-sample',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/agents/:agent/samples',
  access: 'workspace',
  input: z.object({ ...agentKey, name: sampleName }),
  output: tryKitSchema,
})
