import { z } from 'zod'
import { nodeIdSchema } from '../engine/flow.ts'
import { defineContract } from '../kernel/contract.ts'

const agentKey = { workspace: z.string(), agent: z.uuid() }
const said = {
  /** Chosen by who writes: the same id twice is one comment. */
  id: z.uuid(),
  text: z.string().trim().min(1, 'some words').max(4000),
  /** People of the workspace who are named, by id. */
  mentions: z.array(z.uuid()).max(20).default([]),
}
const personSchema = z.object({ id: z.string(), name: z.string() })
const changeSchema = z.object({ by: personSchema, at: z.string() })
export const commentSchema = z.object({
  id: z.string(),
  /** As it reads now; empty when it was deleted. */
  text: z.string(),
  author: personSchema,
  mentions: z.array(personSchema),
  at: z.string(),
  edited: changeSchema.nullable(),
  deleted: changeSchema.nullable(),
})
export type CommentView = z.infer<typeof commentSchema>
export const threadSchema = z.object({
  id: z.string(),
  /** The block it is about, and what that was called when it began. It may be gone by now. */
  node: z.string(),
  title: z.string(),
  resolved: z.object({ by: z.string(), at: z.string() }).nullable(),
  comments: z.array(commentSchema),
})
export type ThreadView = z.infer<typeof threadSchema>
const threadsSchema = z.object({ threads: z.array(threadSchema) })

/** All talks about an agent's flow, the oldest first. */
export const listCommentsContract = defineContract({
  id: 'comments.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/comments',
  access: 'workspace',
  input: z.object(agentKey),
  output: threadsSchema,
})
export const startThreadContract = defineContract({
  id: 'comments.start',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/comments',
  access: 'workspace',
  input: z.object({ ...agentKey, ...said, node: nodeIdSchema, title: z.string().trim().min(1).max(120) }),
  output: threadSchema,
})
export const replyContract = defineContract({
  id: 'comments.reply',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/comments/:thread',
  access: 'workspace',
  input: z.object({ ...agentKey, thread: z.uuid(), ...said }),
  output: threadSchema,
})
/** Resolves it, or opens it again. */
export const resolveThreadContract = defineContract({
  id: 'comments.resolve',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/agents/:agent/comments/:thread',
  access: 'workspace',
  input: z.object({ ...agentKey, thread: z.uuid(), resolved: z.boolean() }),
  output: threadSchema,
})

const commentKey = { ...agentKey, thread: z.uuid(), comment: z.uuid() }
/** Says it otherwise: the author's to do. */
export const editCommentContract = defineContract({
  id: 'comments.edit',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/agents/:agent/comments/:thread/:comment',
  access: 'workspace',
  input: z.object({ ...commentKey, text: said.text, mentions: said.mentions }),
  output: threadSchema,
})
/** Takes it away: the author's to do, and an admin's. A talk in which nothing is left is gone from the list. */
export const deleteCommentContract = defineContract({
  id: 'comments.delete',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/agents/:agent/comments/:thread/:comment',
  access: 'workspace',
  input: z.object(commentKey),
  output: z.object({ thread: threadSchema.nullable() }),
})
const wordingSchema = z.object({ text: z.string().nullable(), by: personSchema, at: z.string() })
export type Wording = z.infer<typeof wordingSchema>
/** All that a comment ever said, the first first; no text: it was deleted. For admins. */
export const commentHistoryContract = defineContract({
  id: 'comments.history',
  method: 'GET',
  path: '/api/workspaces/:workspace/agents/:agent/comments/:thread/:comment',
  access: 'workspace',
  input: z.object(commentKey),
  output: z.object({ wordings: z.array(wordingSchema) }),
})
