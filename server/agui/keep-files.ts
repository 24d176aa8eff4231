import { createHash } from 'node:crypto'
import { uploadFile } from '../files/index.ts'
import { AppError } from '../kernel/errors.ts'
import { mostFileBytes, mostFiles } from '../kernel/file-ref.ts'
import { idSchema } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { fetchFile } from './fetch-file.ts'
import { fileAddress } from './file-address.ts'
import { idFrom } from './id-from.ts'
import type { Attachment, InputMessage } from './run-input.ts'

/**
 * Keeps what messages bring along among the files of the workspace, and answers their ids by message; the same message again is the same files.
 * Errors, which say which file it is about: `invalid-input`, `too-large`, `limit-reached`, and those of {@link fetchFile}.
 */
export async function keepFiles(who: Principal, messages: readonly InputMessage[]): Promise<Map<string, string[]>> {
  const kept = new Map<string, string[]>()
  for (const { id, files } of messages) {
    if (files.length > mostFiles) throw new AppError('invalid-input', `A message brings ${files.length} files; at most ${mostFiles} may come along.`)
    const ids: string[] = []
    for (const [at, file] of files.entries())
      ids.push(await keepFile(who, file, `${file.name === '' ? `The ${file.kind} ${at + 1}` : file.name}`, [id, String(at)]))
    kept.set(id, ids)
  }
  return kept
}

async function keepFile(who: Principal, file: Attachment, called: string, key: string[]): Promise<string> {
  const { type, value } = file.source
  const ours = type === 'file' ? idSchema.safeParse(value).data : type === 'url' ? fileAddress(who.workspaceSlug).idIn(value) : undefined
  if (ours !== undefined) return ours
  if (type === 'file')
    throw new AppError('invalid-input', `${called}: there is no file ${value.slice(0, 80)} here. Upload it first, or send its bytes or its address.`)
  const bytes = type === 'data' ? decoded(value, called) : await read(value, called)
  if (bytes.byteLength > mostFileBytes) throw tooLarge(called)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const id = idFrom([who.workspaceId, who.personId, ...key, hash])
  const kept = await uploadFile(who, { id, name: file.name || nameIn(value, type) || file.kind }, bytes).catch(naming(called))
  const [family] = kept.type.split('/')
  if (file.kind !== 'document' && family !== file.kind)
    throw new AppError('invalid-input', `${called}: this was sent as ${file.kind}, and is ${kept.type} by its bytes. Send it as what it is.`)
  return id
}

/** A `data:` address holds its bytes itself. */
function read(address: string, called: string): Promise<Uint8Array> {
  const inline = /^data:[^,]{0,200};base64,/.exec(address)
  return inline ? Promise.resolve(decoded(address.slice(inline[0].length), called)) : fetchFile(address, mostFileBytes).catch(naming(called))
}

function decoded(base64: string, called: string): Uint8Array {
  if (base64.length > Math.ceil(mostFileBytes / 3) * 4) throw tooLarge(called)
  if (!/^[A-Za-z0-9+/\-_]*={0,2}$/.test(base64)) throw new AppError('invalid-input', `${called}: the data of a part must be base64.`)
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

const tooLarge = (called: string) => new AppError('too-large', `${called}: a file may hold ${mostFileBytes / 1_000_000} MB at most.`)

/** Which of several files it is about. */
function naming(called: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof AppError ? new AppError(error.code, `${called}: ${error.message}`, error.details) : error
  }
}

const nameIn = (value: string, type: string): string =>
  type === 'url' && URL.canParse(value) ? decodeURIComponentOr(new URL(value).pathname.split('/').at(-1) ?? '') : ''

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
