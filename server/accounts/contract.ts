import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'
import { roleSchema } from '../kernel/principal.ts'

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email('an e-mail address such as ada@example.org'))
const passwordSchema = z.string().min(10, 'at least 10 characters').max(200, 'at most 200 characters')
const personNameSchema = z.string().trim().min(1, 'a name').max(80)

/** Makes a person, their first workspace (named after them) with an opened demo ledger, and no session yet: sign in next. */
export const signUpContract = defineContract({
  id: 'accounts.sign-up',
  method: 'POST',
  path: '/api/sign-up',
  access: 'anyone',
  input: z.object({ name: personNameSchema, email: emailSchema, password: passwordSchema }),
  output: z.object({ personId: z.string(), workspaceSlug: z.string() }),
})

export const meContract = defineContract({
  id: 'accounts.me',
  method: 'GET',
  path: '/api/me',
  access: 'person',
  input: z.object({}),
  output: z.object({
    person: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    workspaces: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string(), role: roleSchema })),
  }),
})

export const listSessionsContract = defineContract({
  id: 'accounts.list-sessions',
  method: 'GET',
  path: '/api/sessions',
  access: 'person',
  input: z.object({}),
  output: z.object({
    sessions: z.array(z.object({ id: z.string(), createdAt: z.string(), lastSeenAt: z.string(), userAgent: z.string().nullable(), current: z.boolean() })),
  }),
})

/** Ends one sign-in, or with `all` every one but this. */
export const revokeSessionContract = defineContract({
  id: 'accounts.revoke-session',
  method: 'POST',
  path: '/api/sessions/revoke',
  access: 'person',
  input: z.union([z.object({ sessionId: z.uuid() }), z.object({ all: z.literal(true) })]),
  output: z.object({ revoked: z.int() }),
})
