import { type FileRef, fileRefSchema } from '../../../server/kernel/file-ref.ts'

/** The file that a field holds as text. */
export function fileOf(value: unknown): FileRef | undefined {
  try {
    const read = fileRefSchema.safeParse(typeof value === 'string' ? JSON.parse(value) : value)
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
