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

/** What a token may do at most; owners' matters are for people only. */
export const tokenRoleSchema = z.enum(['admin', 'editor', 'operator', 'viewer'])
const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: tokenRoleSchema,
  /** Its last characters. */
  hint: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
export type TokenView = z.infer<typeof tokenSchema>

/** One's own tokens, and for who manages tokens those of everybody here. Over and revoked ones are gone. */
export const listTokensContract = defineContract({
  id: 'access.list-tokens',
  method: 'GET',
  path: '/api/workspaces/:workspace/tokens',
  access: 'workspace',
  input: z.object({ workspace: z.string() }),
  output: z.object({ tokens: z.array(tokenSchema) }),
})
/** `secret` is told this once and kept nowhere. */
export const createTokenContract = defineContract({
  id: 'access.create-token',
  method: 'POST',
  path: '/api/workspaces/:workspace/tokens',
  access: 'workspace',
  input: z.object({
    workspace: z.string(),
    name: z.string().trim().min(1, 'a name').max(60),
    role: tokenRoleSchema,
    days: z.int().min(1).max(366).default(90),
  }),
  output: tokenSchema.extend({ secret: z.string() }),
})
export const revokeTokenContract = defineContract({
  id: 'access.revoke-token',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/tokens/:token',
  access: 'workspace',
  input: z.object({ workspace: z.string(), token: z.uuid() }),
  output: z.object({}),
})
