import { takeFiles } from '../files/index.ts'
import { fileIdSchema } from '../kernel/file-ref.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'

/**
 * An answer names files by their id. What is kept with it is what the server knows of them; only files of who answers, or
 * that are in use already, may be named. Error: `invalid-input`.
 */
export async function withFiles(
  tx: Tx,
  by: { workspaceId: string; personId: string; kind?: 'person' | 'guest'; runId: string },
  schema: JsonObject,
  value: Json,
): Promise<Json> {
  if (!isObject(value)) return value
  if (schema['x-file'] === true) {
    const [file] = await takeFiles(tx, by, [fileIdSchema.parse(value).id], { kind: 'run', id: by.runId })
    return file ? { ...file } : null
  }
  const members = isObject(schema.properties) ? schema.properties : {}
  const told: JsonObject = {}
  for (const [name, held] of Object.entries(value)) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined
    told[name] = isObject(member) ? await withFiles(tx, by, member, held) : held
  }
  return told
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
