import { z } from 'zod'
import { emailSchema } from '../accounts/contract.ts'
import { defineContract } from '../kernel/contract.ts'
import { roleSchema } from '../kernel/principal.ts'

const workspaceNameSchema = z.string().trim().min(1, 'a name').max(60)
/** Words that are pages of ours at the top level can be no workspace's address. */
export const slugSchema = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'lower-case letters, digits and hyphens')

const workspaceSchema = z.object({ id: z.string(), slug: z.string(), name: z.string(), role: roleSchema })
export type WorkspaceView = z.infer<typeof workspaceSchema>

export const createWorkspaceContract = defineContract({
  id: 'access.create-workspace',
  method: 'POST',
  path: '/api/workspaces',
  access: 'person',
  input: z.object({ name: workspaceNameSchema }),
  output: workspaceSchema,
})
export const getWorkspaceContract = defineContract({
  id: 'access.get-workspace',
  method: 'GET',
  path: '/api/workspaces/:workspace',
  access: 'workspace',
  input: z.object({ workspace: z.string() }),
  output: workspaceSchema,
})

const memberSchema = z.object({ personId: z.string(), name: z.string(), email: z.string(), role: roleSchema })
export const listMembersContract = defineContract({
  id: 'access.list-members',
  method: 'GET',
  path: '/api/workspaces/:workspace/members',
  access: 'workspace',
  input: z.object({ workspace: z.string() }),
  output: z.object({ members: z.array(memberSchema) }),
})
/** Adds someone who has an account already (invitations by mail come later), or changes their role. */
export const setMemberContract = defineContract({
  id: 'access.set-member',
  method: 'PUT',
  path: '/api/workspaces/:workspace/members',
  access: 'workspace',
  input: z.object({ workspace: z.string(), email: emailSchema, role: roleSchema }),
  output: memberSchema,
})
export const removeMemberContract = defineContract({
  id: 'access.remove-member',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/members/:person',
  access: 'workspace',
  input: z.object({ workspace: z.string(), person: z.uuid() }),
  output: z.object({}),
})
