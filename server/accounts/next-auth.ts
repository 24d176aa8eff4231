import NextAuth, { type NextAuthOptions, type Session } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { isAppError } from '../kernel/errors.ts'
import { env } from '../platform/env.ts'
import { log } from '../platform/log.ts'
import { forgetSessions } from './person-of.ts'
import { sessionCookie } from './session-token.ts'
import { signIn, signInErrorCode } from './sign-in.ts'
import { findLiveSession, revokeSessions, sessionDays } from './store.ts'

/** Where next-auth hands a finished answer. It speaks to Node's response; this is the part of one it uses. */
export type AuthAnswer = { status: number; headers: Headers; body: string }
export type AuthAsk = {
  method: string
  query: Record<string, string | string[]>
  cookies: Record<string, string>
  headers: Record<string, string>
  body: unknown
}

/** Runs next-auth on one request. `secure`: the browser came by https, so cookies may only travel by it. */
export async function nextAuth(ask: AuthAsk, { address, secure }: { address: string; secure: boolean }): Promise<AuthAnswer> {
  const answer: AuthAnswer = { status: 200, headers: new Headers(), body: '' }
  const response = {
    status(code: number) {
      answer.status = code
      return response
    },
    getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? answer.headers.getSetCookie() : (answer.headers.get(name) ?? undefined)),
    setHeader(name: string, value: string | string[]) {
      answer.headers.delete(name)
      for (const one of Array.isArray(value) ? value : [value]) answer.headers.append(name, one)
      return response
    },
    json(body: unknown) {
      answer.headers.set('content-type', 'application/json')
      answer.body = JSON.stringify(body)
    },
    send(body: unknown) {
      if (typeof body === 'string') answer.body = body
      else if (body !== undefined) response.json(body)
    },
    end() {},
  }
  await NextAuth(ask as never, response as never, options(address, secure))
  return answer
}

function options(address: string, secure: boolean): NextAuthOptions {
  const cookie = (name: string, httpOnly: boolean) => ({ name, options: { httpOnly, sameSite: 'lax' as const, path: '/', secure } })
  return {
    secret: env.secret(),
    session: { strategy: 'jwt', maxAge: sessionDays * 86_400 },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    useSecureCookies: secure,
    cookies: { sessionToken: cookie(sessionCookie, true), csrfToken: cookie('hearth.csrf', true), callbackUrl: cookie('hearth.callback', true) },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const given = { email: String(credentials?.email ?? ''), password: String(credentials?.password ?? '') }
          const userAgent: unknown = request.headers?.['user-agent']
          try {
            const { personId, sessionId } = await signIn({ ...given, address, userAgent: typeof userAgent === 'string' ? userAgent : null })
            return { id: personId, sessionId }
          } catch (error) {
            if (!isAppError(error)) log.error({ err: error }, 'sign-in failed')
            throw new Error(signInErrorCode(error), { cause: error })
          }
        },
      }),
    ],
    callbacks: {
      /** Ids only: names and roles are read per request. */
      jwt: ({ token, user }) => (user && 'sessionId' in user ? { sub: user.id, sid: user.sessionId } : token),
      async session({ session, token }): Promise<Session> {
        const live = typeof token.sid === 'string' ? await findLiveSession(token.sid) : undefined
        return live ? { expires: session.expires, user: { name: live.name, email: live.email } } : { expires: session.expires }
      },
      /** Only ever a path of ours, whatever host name the browser used. */
      redirect: ({ url, baseUrl }) => baseUrl + pathOf(url, baseUrl),
    },
    events: {
      async signOut({ token }) {
        if (typeof token.sub === 'string' && typeof token.sid === 'string') forgetSessions(await revokeSessions(token.sub, { only: token.sid }))
      },
    },
    logger: { error() {}, warn() {}, debug() {} }, // what fails is told to the person, and logged once in authorize
  }
}

function pathOf(url: string, base: string): string {
  if (!URL.canParse(url, base)) return '/'
  const { pathname, search, hash } = new URL(url, base)
  return `/${pathname.replace(/^\/+/, '')}${search}${hash}`
}
