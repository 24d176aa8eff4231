import { type AuthAnswer, nextAuth } from '../accounts/index.ts'
import { addressOf, checkOrigin, hostOf, isSecure } from './check-origin.ts'
import type { Handler } from './endpoint.ts'
import { failure } from './failure.ts'
import { readText } from './read-input.ts'

/** next-auth's own routes below /api/auth: csrf, session, callback/credentials, signout. */
export const authEndpoint: Handler = async (request, context) => {
  try {
    checkOrigin(request)
    const url = new URL(request.url)
    const { nextauth } = await context.params
    const ask = {
      method: request.method,
      query: { ...Object.fromEntries(url.searchParams), nextauth: [nextauth ?? []].flat() },
      cookies: Object.fromEntries(cookiesOf(request)),
      headers: Object.fromEntries(request.headers),
      body: request.method === 'POST' ? await readForm(request) : undefined,
    }
    return answerOf(await nextAuth(ask, { address: addressOf(request), secure: isSecure(request) }), request)
  } catch (error) {
    return failure(error, { id: 'accounts.auth' })
  }
}

async function readForm(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request, 65_536)
  if (!request.headers.get('content-type')?.includes('application/json')) return Object.fromEntries(new URLSearchParams(text))
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    return {} // without a csrf token next-auth refuses it
  }
}

/** next-auth answers with the address it was configured with; people may have come by another: put theirs in. */
function answerOf({ status, headers, body }: AuthAnswer, request: Request): Response {
  const here = `${isSecure(request) ? 'https' : 'http'}://${hostOf(request)}`
  const moved = (url: string) => {
    const { pathname, search, hash } = new URL(url, here)
    return here + pathname + search + hash
  }
  const location = headers.get('location')
  if (location) headers.set('location', moved(location))
  headers.set('cache-control', 'private, no-store')
  if (!headers.get('content-type')?.includes('json')) return new Response(body, { status, headers })
  const data: unknown = JSON.parse(body)
  const named = typeof data === 'object' && data !== null && 'url' in data && typeof data.url === 'string'
  return Response.json(named ? { ...data, url: moved(String(data.url)) } : data, { status, headers })
}

function cookiesOf(request: Request): [string, string][] {
  return (request.headers.get('cookie') ?? '').split(';').flatMap((part): [string, string][] => {
    const at = part.indexOf('=')
    if (at <= 0) return []
    const value = part.slice(at + 1).trim()
    try {
      return [[part.slice(0, at).trim(), decodeURIComponent(value)]]
    } catch {
      return [[part.slice(0, at).trim(), value]]
    }
  })
}
