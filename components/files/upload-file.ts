import { uploadFileContract } from '../../server/files/contract.ts'
import { AppError, type ErrorData, fromErrorData } from '../../server/kernel/errors.ts'
import { type FileRef, mostFileBytes } from '../../server/kernel/file-ref.ts'
import { addressOf } from '../api.ts'

/** Uploads one file. The same id again is the same upload. Throws AppError. */
export async function uploadFile(workspace: string, id: string, file: File): Promise<FileRef> {
  if (file.size > mostFileBytes) throw new AppError('too-large', 'At most 20 MB fit here.')
  const { url } = addressOf(uploadFileContract, { workspace })
  let response: Response
  try {
    response = await fetch(`${url}?${new URLSearchParams({ id, name: file.name })}`, {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'application/octet-stream' },
    })
  } catch (cause) {
    throw new AppError('unavailable', 'Hearth cannot be reached. Check the connection, then try again.', undefined, { cause })
  }
  const body = (await response.json().catch(() => null)) as (FileRef & { error?: ErrorData }) | null
  if (body && response.ok) return body
  throw body?.error ? fromErrorData(body.error) : new AppError(response.status === 401 ? 'not-signed-in' : 'internal')
}
