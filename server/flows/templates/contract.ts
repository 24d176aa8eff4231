import { z } from 'zod'
import { flowSchema } from '../../engine/flow.ts'
import { defineContract } from '../../kernel/contract.ts'

const ws = { workspace: z.string() }

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
export const ownTemplateSchema = templateSchema.extend({
  /** What was taken out of the flow and is to be filled in, in words. */
  leftOut: z.array(z.string()),
  /** The agent it was made from, while it is there. */
  agent: z.string().nullable(),
  version: z.int(),
  savedBy: z.string(),
  savedAt: z.string(),
  /** Who asks may change and remove it. */
  mayChange: z.boolean(),
})
export type OwnTemplate = z.infer<typeof ownTemplateSchema>
const templateWords = {
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(400),
  tries: z.array(z.string().trim().min(1).max(200)).max(6),
}
export const listOwnTemplatesContract = defineContract({
  id: 'flows.list-own-templates',
  method: 'GET',
  path: '/api/workspaces/:workspace/templates',
  access: 'workspace',
  input: z.object(ws),
  output: z.object({ templates: z.array(ownTemplateSchema) }),
})
export const saveTemplateContract = defineContract({
  id: 'flows.save-template',
  method: 'POST',
  path: '/api/workspaces/:workspace/templates',
  access: 'workspace',
  input: z.object({ ...ws, agent: z.uuid(), ...templateWords, tries: templateWords.tries.default([]) }),
  output: ownTemplateSchema,
})
/** With an `agent` the flow is taken from its draft anew. `conflict` when the template is no longer at `version`. */
export const updateTemplateContract = defineContract({
  id: 'flows.update-template',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/templates/:template',
  access: 'workspace',
  input: z.object({ ...ws, template: z.uuid(), version: z.int(), agent: z.uuid().optional(), ...z.object(templateWords).partial().shape }),
  output: ownTemplateSchema,
})
export const removeTemplateContract = defineContract({
  id: 'flows.remove-template',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/templates/:template',
  access: 'workspace',
  input: z.object({ ...ws, template: z.uuid() }),
  output: z.object({ ok: z.literal(true) }),
})
