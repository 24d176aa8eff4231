import { AppError, isAppError } from '../kernel/errors.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'

const mostRedirects = 3
const patience = 20_000

/**
 * The bytes at an address that a client names. Only public addresses: it is we who ask, so a client must not reach by us what it cannot
 * reach itself. Errors: `invalid-input`, `address-refused`, `outside-failed`, `timed-out`, `too-large`.
 */
export async function fetchFile(address: string, most: number): Promise<Uint8Array> {
  if (!URL.canParse(address)) throw new AppError('invalid-input', `${address.slice(0, 80)} is not an address such as https://example.com/picture.png.`)
  const signal = AbortSignal.timeout(patience)
  try {
    let url = new URL(address)
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const answer = await guardedFetch(url, { signal })
      const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
      if (next === null) return await bodyOf(answer, url, most)
      await answer.body?.cancel()
      url = new URL(next, url)
    }
    throw new AppError('outside-failed', `${url.host} redirects more than ${mostRedirects} times.`)
  } catch (error) {
    if (isAppError(error)) throw error
    if (signal.aborted) throw new AppError('timed-out', `The file did not come within ${patience / 1000} seconds.`, undefined, { cause: error })
    throw new AppError('outside-failed', 'The file could not be fetched from its address. Send its bytes instead.', undefined, { cause: error })
  }
}

async function bodyOf(answer: Response, { host }: URL, most: number): Promise<Uint8Array> {
  if (!answer.ok) throw new AppError('outside-failed', `${host} answered ${answer.status} instead of the file.`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > most) throw new AppError('too-large', `a file may hold ${most / 1_000_000} MB at most.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
