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
    /** `mails`: null where this installation sends none. */
    person: z.object({ id: z.string(), name: z.string(), email: z.string(), mails: z.boolean().nullable() }),
    workspaces: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string(), role: roleSchema })),
  }),
})

/** `mails`: reminders by e-mail of questions one may answer. */
export const changeMeContract = defineContract({
  id: 'accounts.change-me',
  method: 'PATCH',
  path: '/api/me',
  access: 'person',
  input: z.object({ mails: z.boolean() }),
  output: z.object({ mails: z.boolean() }),
})

/** Sends a link for a new password, when somebody has this e-mail; the answer is the same when nobody has. */
export const forgotPasswordContract = defineContract({
  id: 'accounts.forgot-password',
  method: 'POST',
  path: '/api/password/forgot',
  access: 'anyone',
  input: z.object({ email: emailSchema }),
  output: z.object({}),
})

/** Sets a new password by such a link, and ends all sign-ins. */
export const resetPasswordContract = defineContract({
  id: 'accounts.reset-password',
  method: 'POST',
  path: '/api/password/reset',
  access: 'anyone',
  input: z.object({ token: z.string().min(1).max(100), password: passwordSchema }),
  output: z.object({ email: z.string() }),
})

/** Of who is signed in; ends their other sign-ins and says how many. */
export const changePasswordContract = defineContract({
  id: 'accounts.change-password',
  method: 'POST',
  path: '/api/password',
  access: 'person',
  input: z.object({ current: z.string().max(200), password: passwordSchema }),
  output: z.object({ ended: z.int() }),
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
