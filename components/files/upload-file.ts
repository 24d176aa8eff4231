import { uploadFileContract } from '../../server/files/contract.ts'
import { AppError, type ErrorData, fromErrorData } from '../../server/kernel/errors.ts'
import { type FileRef, mostFileBytes } from '../../server/kernel/file-ref.ts'
import { addressOf } from '../api.ts'
import { sizeText } from './file-words.ts'

/** Uploads one file of a member. The same id again is the same upload. Throws AppError. */
export const uploadFile = (workspace: string, id: string, file: File): Promise<FileRef> =>
  sendFile(addressOf(uploadFileContract, { workspace }).url, { id, file, most: mostFileBytes })

type Sent = { id: string; file: File /** In bytes. */; most: number; headers?: Record<string, string> }

/** The same at any door that takes files. */
export async function sendFile(url: string, { id, file, most, headers = {} }: Sent): Promise<FileRef> {
  if (file.size > most) throw new AppError('too-large', `At most ${sizeText(most)} fit here.`)
  let response: Response
  try {
    response = await fetch(`${url}?${new URLSearchParams({ id, name: file.name })}`, {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'application/octet-stream', ...headers },
    })
  } catch (cause) {
    throw new AppError('unavailable', 'Hearth cannot be reached. Check the connection, then try again.', undefined, { cause })
  }
  const body = (await response.json().catch(() => null)) as (FileRef & { error?: ErrorData }) | null
  if (body && response.ok) return body
  throw body?.error ? fromErrorData(body.error) : new AppError(response.status === 401 ? 'not-signed-in' : 'internal')
}
