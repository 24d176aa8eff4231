import { createHash, randomBytes } from 'node:crypto'

const prefix = 'hearth_'

/** A new token: 256 bits of chance under a prefix that scanners for leaked keys can know. */
export const newToken = (): string => prefix + randomBytes(32).toString('base64url')

/** What is kept of it. So much chance needs no slow hash. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Does it come for a guest of a chat link, by `Authorization: Bearer link.…`? */
export const bearsLink = (headers: Headers): boolean => /^bearer\s+link\./i.test(headers.get('authorization') ?? '')

/** The token of an `Authorization: Bearer` header (RFC 6750); null when there is no such header, '' when it holds none of ours. */
export function tokenIn(headers: Headers): string | null {
  const [, given] = /^bearer\s+(.*)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (given === undefined) return null
  return given.startsWith(prefix) && given.length < 100 ? given : ''
}
