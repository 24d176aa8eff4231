import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'
import { fileRefSchema, mostFileBytes } from '../kernel/file-ref.ts'

const ws = { workspace: z.string() }

/**
 * The body is the file itself; `id` comes from the client, so that the same upload twice is one file. What kind of file it is, its
 * bytes say. Errors: `too-large`, `invalid-input` (nothing in it, or a kind that is not taken), `limit-reached` (the workspace is full).
 */
export const uploadFileContract = defineContract({
  id: 'files.upload',
  method: 'POST',
  path: '/api/workspaces/:workspace/files',
  access: 'workspace',
  maxBytes: mostFileBytes,
  input: z.object({ ...ws, id: z.uuid(), name: z.string().max(1000).default('') }),
  output: fileRefSchema,
})

/** The bytes, as an attachment; `as=inline` shows pictures, PDF and text in the browser. Runs nothing, whatever is in it. */
export const fileContentContract = defineContract({
  id: 'files.content',
  method: 'GET',
  path: '/api/workspaces/:workspace/files/:file',
  access: 'workspace',
  input: z.object({ ...ws, file: z.uuid(), as: z.enum(['inline', 'attachment']).default('attachment') }),
  output: z.unknown(),
})
