import { bearsToken } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'

/**
 * Refuses writes that another site makes a browser send: they would carry the session cookie (CSRF). Every browser
 * says where a write comes from, by Sec-Fetch-Site or at least by Origin; what sends neither is no browser and was
 * handed its cookie knowingly. What bears a token is believed by that alone, never by a cookie. Errors: `bad-origin`.
 */
export function checkOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  if (bearsToken(request.headers)) return
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new AppError('bad-origin')
  const origin = request.headers.get('origin')
  if (origin !== null && (!URL.canParse(origin) || new URL(origin).host !== hostOf(request))) throw new AppError('bad-origin')
}

/** The origin of a page of another site that makes this request; null when it is one of ours, or none. */
export function foreignOrigin(request: Request): string | null {
  const origin = request.headers.get('origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === hostOf(request) ? null : origin
}

/** The host name the browser used, also behind a proxy. What nobody may say of a request, workers/web.mjs has taken out. */
export function hostOf(request: Request): string {
  return first(request.headers.get('x-forwarded-host')) ?? request.headers.get('host') ?? new URL(request.url).host
}

/** Did the browser come by https? */
export function isSecure(request: Request): boolean {
  return (first(request.headers.get('x-forwarded-proto')) ?? new URL(request.url).protocol.replace(':', '')) === 'https'
}

/** Where the request came from: the last address a proxy (Next, or one before it) wrote down, since earlier ones can be made up. */
export function addressOf(request: Request): string {
  return request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}

const first = (list: string | null) => list?.split(',')[0]?.trim() || undefined
