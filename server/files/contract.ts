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
  /** `keep`: it is there for everybody at once, and stays without being sent. */
  input: z.object({ ...ws, id: z.uuid(), name: z.string().max(1000).default(''), keep: z.enum(['true', 'false']).default('false') }),
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

export const listedFileSchema = fileRefSchema.extend({
  at: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  /** Everybody sees it; else it was not sent yet, and is its owner's only. */
  kept: z.boolean(),
  /** Rooms that said it, and runs that were answered with it. */
  uses: z.array(z.object({ kind: z.enum(['room', 'run']), id: z.string() })),
  /** Whoever asks may delete it: it is theirs, or they manage the workspace. */
  deletable: z.boolean(),
})
export type ListedFile = z.infer<typeof listedFileSchema>

/** The newest first, fifty at a time; `after` is the last one that was seen. `words`: parts of its name. What is not sent yet is its owner's only. */
export const listFilesContract = defineContract({
  id: 'files.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/files',
  access: 'workspace',
  input: z.object({ ...ws, words: z.string().trim().max(120).default(''), after: z.uuid().optional() }),
  output: z.object({ files: z.array(listedFileSchema), more: z.boolean(), bytes: z.int(), most: z.int(), days: z.int().nullable() }),
})

/** How long files are kept that no message and no answer brings along; null is for ever. */
export const keepFilesContract = defineContract({
  id: 'files.keep',
  method: 'PUT',
  path: '/api/workspaces/:workspace/files/keep',
  access: 'workspace',
  input: z.object({ ...ws, days: z.int().min(1, 'at least a day').max(3650, 'at most 3,650 days').nullable() }),
  output: z.object({ days: z.int().nullable() }),
})

/** Takes its bytes away for good. Messages it came with keep its name, and say that it was removed. Errors: `not-found`, `not-allowed`. */
export const deleteFileContract = defineContract({
  id: 'files.delete',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/files/:file',
  access: 'workspace',
  input: z.object({ ...ws, file: z.uuid() }),
  output: z.object({ ok: z.literal(true) }),
})
