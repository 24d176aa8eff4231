import { requireGuest } from '../access/index.ts'
import { type FileContent, fileInRoom, keepFile } from '../files/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import type { Guest } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { type LinkSettings, linkSettingsSchema } from './contract.ts'
import { filesOfGuests } from './guest-files-store.ts'
import { requireLink } from './require-link.ts'

/** Uploaded and not sent yet, by one guest. */
const mostUnsent = 20

/**
 * A guest uploads a file, which nobody else sees until they send it. Errors: `not-allowed` where the link takes none, `too-large`,
 * `limit-reached`, and those of any upload.
 */
export async function guestUpload(who: Guest, { id, name }: { id: string; name: string }, bytes: Uint8Array): Promise<FileRef> {
  await requireGuest(who, who)
  const { workspaceId, guestId: personId } = who
  const taken = (await inWorkspace(workspaceId, (tx) => settingsOf(tx, who))).files
  if (!taken) throw new AppError('not-allowed', 'This chat takes no files. Describe it in words.')
  if (bytes.byteLength > taken.megabytes * 1_000_000) throw new AppError('too-large', `A file may hold ${taken.megabytes} MB at most here. Make it smaller.`)
  return keepFile({ workspaceId, personId }, { id, name }, bytes, async (tx) => {
    const { unsent, bytes: kept } = await filesOfGuests(tx, who)
    if (unsent >= mostUnsent) throw new AppError('limit-reached', 'Many files wait here to be sent. Send them first; what is not sent within a day is removed.')
    if (kept + bytes.byteLength > taken.total * 1_000_000)
      throw new AppError('limit-reached', 'This chat has taken as many files as it may. Go on in words, and tell the people who run it.')
  })
}

/** A file of their own conversation, or one they uploaded. Error: `not-found` for any other file there is. */
export async function guestFile(who: Guest, input: { file: string; as: 'inline' | 'attachment' }): Promise<FileContent> {
  await requireGuest(who, who)
  const { workspaceId, guestId: personId, roomId } = who
  return inWorkspace(workspaceId, (tx) => fileInRoom(tx, { workspaceId, personId, roomId }, input))
}

/** Error: `not-allowed`, `invalid-input` for more than one message may bring. */
export function refuseFiles({ files: taken }: LinkSettings, files: readonly string[]): void {
  if (files.length === 0) return
  if (!taken) throw new AppError('not-allowed', 'This chat takes no files. Describe it in words.')
  if (files.length > taken.count)
    throw new AppError(
      'invalid-input',
      `A message may bring ${taken.count === 1 ? 'one file' : `${taken.count} files`} here. Send the others with the next one.`,
    )
}

async function settingsOf(tx: Tx, { workspaceId, linkId }: Guest): Promise<LinkSettings> {
  return linkSettingsSchema.parse((await requireLink(tx, workspaceId, linkId)).settings)
}
