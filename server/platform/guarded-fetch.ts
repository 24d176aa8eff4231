import * as http from 'node:http'
import * as https from 'node:https'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { AppError } from '../kernel/errors.ts'
import { checkedAddresses } from './safe-fetch.ts'

/**
 * `fetch` behind the same wall as {@link safeFetch}, with an answer that can be read while it comes: for clients that bring
 * their own protocol, such as a model's. Takes texts and bytes, follows no redirects. Errors: `address-refused`, and a
 * TypeError when nobody answers, as fetch has it.
 */
export const guardedFetch: typeof globalThis.fetch = async (input, init = {}) => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new AppError('address-refused', `Only http and https addresses may be called, not ${url.protocol}`)
  const { body, signal } = init
  if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof Uint8Array)) throw new TypeError('only a text or bytes can be sent')
  const addresses = await checkedAddresses(url)
  const pinned: LookupFunction = (_name, { all }, done) => {
    if (all) done(null, addresses)
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family)
  }
  const headers = Object.fromEntries(new Headers(init.headers))
  return await new Promise<Response>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      { method: init.method ?? 'GET', headers: { ...headers, 'accept-encoding': 'identity' }, lookup: pinned, agent: false, ...(signal ? { signal } : {}) },
      (answer) => {
        const status = answer.statusCode ?? 502
        const kept = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
          value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
        )
        const empty = status === 204 || status === 205 || status === 304
        resolve(new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream), { status, headers: kept }))
      },
    )
    request.once('error', (error) => reject(signal?.aborted ? signal.reason : new TypeError('fetch failed', { cause: error })))
    request.end(body ?? undefined)
  })
}
