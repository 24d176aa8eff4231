import { requireAccess } from '../access/index.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import type { Principal } from '../kernel/principal.ts'
import { keepFile } from './keep-file.ts'

/** Keeps a file of a member. Errors: those of {@link keepFile}. */
export async function uploadFile(who: Principal, input: { id: string; name: string }, bytes: Uint8Array): Promise<FileRef> {
  await requireAccess(who, 'file:upload', who)
  return keepFile(who, input, bytes)
}
