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
export const commentSchema = z.object({ id: z.string(), text: z.string(), author: personSchema, mentions: z.array(personSchema), at: z.string() })
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
