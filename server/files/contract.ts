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

export const listedFileSchema = fileRefSchema.extend({
  at: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
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
  output: z.object({ files: z.array(listedFileSchema), more: z.boolean(), bytes: z.int(), most: z.int() }),
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
