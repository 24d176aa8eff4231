import { decode } from 'next-auth/jwt'
import { env } from '../platform/env.ts'

export const sessionCookie = 'hearth.session'

export type SessionToken = { personId: string; sessionId: string }

/** The session token in these headers' cookies: sealed by next-auth, holding the person's and the session's id and nothing else. */
export async function sessionTokenOf(headers: Headers): Promise<SessionToken | undefined> {
  const sealed = cookieOf(headers, sessionCookie)
  if (!sealed) return undefined
  // Anything that does not open is no token: tampered with, expired, or sealed under another secret.
  const token = await decode({ token: sealed, secret: env.secret() }).catch(() => null)
  if (typeof token?.sub !== 'string' || typeof token.sid !== 'string') return undefined
  return { personId: token.sub, sessionId: token.sid }
}

function cookieOf(headers: Headers, name: string): string | undefined {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}
