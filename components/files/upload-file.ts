import { uploadFileContract } from '../../server/files/contract.ts'
import { AppError, type ErrorData, fromErrorData } from '../../server/kernel/errors.ts'
import { type FileRef, mostFileBytes } from '../../server/kernel/file-ref.ts'
import { addressOf } from '../api.ts'
import { sizeText } from './file-words.ts'

/** Uploads one file of a member. The same id again is the same upload. Throws AppError. */
export const uploadFile = (workspace: string, id: string, file: File): Promise<FileRef> =>
  sendFile(addressOf(uploadFileContract, { workspace }).url, { id, file, most: mostFileBytes })

/** One that stays without being sent, for everybody. */
export const putFile = (workspace: string, id: string, file: File, watched: Watched): Promise<FileRef> =>
  sendFile(`${addressOf(uploadFileContract, { workspace }).url}?keep=true`, { id, file, most: mostFileBytes, ...watched })

type Sent = { id: string; file: File /** In bytes. */; most: number; headers?: Record<string, string> } & Watched
type Watched = { /** How much is there, from 0 to 1. */ onProgress?: (part: number) => void; signal?: AbortSignal }

/** The same at any door that takes files. */
export async function sendFile(url: string, { id, file, most, headers = {}, ...watched }: Sent): Promise<FileRef> {
  if (file.size > most) throw new AppError('too-large', `At most ${sizeText(most)} fit here. Make it smaller, or split it.`)
  const { status, text } = await post(`${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams({ id, name: file.name })}`, file, headers, watched)
  const body = parsed(text) as (FileRef & { error?: ErrorData }) | null
  if (body && status < 300) return body
  throw body?.error ? fromErrorData(body.error) : new AppError(status === 401 ? 'not-signed-in' : 'internal')
}

/** `fetch` does not tell how far a body has got. */
function post(url: string, file: File, headers: Record<string, string>, { onProgress, signal }: Watched): Promise<{ status: number; text: string }> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    for (const [name, value] of Object.entries({ 'content-type': 'application/octet-stream', ...headers })) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total)
    request.onload = () => done({ status: request.status, text: request.responseText })
    request.onerror = () => failed(new AppError('unavailable', 'Hearth cannot be reached. Check the connection, then try again.'))
    request.onabort = () => failed(new AppError('cancelled'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
