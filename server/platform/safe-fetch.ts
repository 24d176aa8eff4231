import { lookup } from 'node:dns/promises'
import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { HttpRequest, HttpResponse } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import { isPublicAddress } from './addresses.ts'

export type SafeFetchOptions = {
  signal?: AbortSignal
  /** Sent as `Idempotency-Key` with what changes something, unless the request brings its own. */
  idempotencyKey?: string
  /** Largest answer in bytes; 8 MiB unless told. */
  maxBytes?: number
}

const mostRedirects = 5
const dropped = ['authorization', 'cookie', 'proxy-authorization']

/**
 * The one way out for addresses that people write into flows. Refuses this machine, its networks and what is not http or
 * https, again after each redirect, and connects to the very address it checked, so that a name cannot change
 * in between. HEARTH_ALLOW_PRIVATE_ADDRESSES=1 opens it. Any status is an answer. Errors: `address-refused`,
 * `invalid-input`, `outside-failed`, `timed-out`, `too-large`, `cancelled`.
 */
export async function safeFetch(request: HttpRequest, options: SafeFetchOptions = {}): Promise<HttpResponse> {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? 30_000)
  const signal = AbortSignal.any([timeout, ...(options.signal ? [options.signal] : [])])
  let { method, body } = request
  let url = parsed(request.url)
  let headers = lowerCased(request.headers ?? {})
  if (options.idempotencyKey && method !== 'GET' && method !== 'HEAD') headers['idempotency-key'] ??= options.idempotencyKey
  try {
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const answer = await once({ method, url, headers, body, signal, maxBytes: options.maxBytes ?? 8 * 1024 * 1024 })
      const next = answer.status >= 301 && answer.status <= 308 && answer.status !== 304 ? answer.headers.location : undefined
      if (next === undefined) return answer
      const to = parsed(next, url)
      if (to.origin !== url.origin)
        headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.includes(name) && name !== request.secretHeader?.toLowerCase()))
      if (answer.status === 303 || (answer.status <= 302 && method === 'POST')) {
        if (method !== 'HEAD') method = 'GET'
        body = undefined
      }
      url = to
    }
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason
    if (timeout.aborted)
      throw new AppError('timed-out', `${url.host} did not answer within ${(request.timeoutMs ?? 30_000) / 1000} seconds.`, undefined, { cause: error })
    throw error
  }
  throw new AppError('outside-failed', `${url.host} redirects more than ${mostRedirects} times.`, undefined, { retry: 'never' })
}

type Hop = { method: string; url: URL; headers: Record<string, string>; body: string | undefined; signal: AbortSignal; maxBytes: number }

async function once({ method, url, headers, body, signal, maxBytes }: Hop): Promise<HttpResponse> {
  const addresses = await checkedAddresses(url)
  const pinned: LookupFunction = (_name, { all }, done) => {
    if (all) done(null, addresses)
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family)
  }
  const payload = body === undefined ? undefined : Buffer.from(body)
  const sent = {
    'user-agent': 'Hearth',
    accept: '*/*',
    'accept-encoding': 'gzip, br',
    ...headers,
    ...(payload ? { 'content-length': String(payload.length) } : {}),
  }
  return await new Promise((resolve, reject) => {
    const failed = (error: Error) =>
      reject(new AppError('outside-failed', `${url.host} could not be reached: ${reasonOf(error)}.`, undefined, { cause: error }))
    const request = (url.protocol === 'https:' ? https : http).request(url, { method, headers: sent, lookup: pinned, signal, agent: false }, (answer) => {
      bodyOf(answer, maxBytes).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: flat(answer.headers), body: text }),
        (error: Error) => {
          request.destroy()
          if (error instanceof AppError) reject(error)
          else failed(error)
        },
      )
    })
    request.once('error', failed)
    request.end(payload)
  })
}

/** Where a name leads, or `address-refused` when that is this machine or one of its networks. */
export async function checkedAddresses(url: URL): Promise<{ address: string; family: number }[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family
    ? [{ address: host, family }]
    : await lookup(host, { all: true }).catch((error: Error) => {
        throw new AppError('outside-failed', `The name ${host} could not be found.`, undefined, { cause: error })
      })
  if (process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES === '1') return found
  if (found.some(({ address }) => !isPublicAddress(address))) {
    throw new AppError('address-refused', `${host} is an address inside a private network or of this machine. Flows may only call public addresses.`)
  }
  return found
}

async function bodyOf(answer: http.IncomingMessage, maxBytes: number): Promise<string> {
  const encoding = answer.headers['content-encoding']
  const unpack =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : undefined
  const source = unpack ? answer.on('error', (error) => unpack.destroy(error)).pipe(unpack) : answer
  const parts: Buffer[] = []
  let size = 0
  for await (const part of source as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) throw new AppError('too-large', `The answer is larger than ${Math.floor(maxBytes / 1024)} KiB.`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parsed(address: string, base?: URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined
  if (!url) throw new AppError('invalid-input', `${address} is not an address such as https://example.com/path.`)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new AppError('address-refused', `Only http and https addresses may be called, not ${url.protocol}`)
  return url
}

const lowerCased = (headers: Record<string, string>) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
const flat = (headers: http.IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]])))
const reasonOf = (error: Error) => ('code' in error && typeof error.code === 'string' ? error.code : error.message)
