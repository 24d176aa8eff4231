import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../kernel/errors.ts'

/** Clocks of two servers differ. */
const leewaySeconds = 60

const claimsSchema = z.object({
  sub: z.string().trim().min(1).max(200),
  exp: z.number(),
  nbf: z.number().optional(),
  name: z.string().trim().max(80).optional(),
  email: z.string().trim().max(200).optional(),
})
export type Identity = { subject: string; name: string | undefined; email: string | undefined }

/**
 * Who a guest is to the site that sent them: a JSON Web Token (RFC 7519) signed with the link's own secret, HS256 and nothing else.
 * Each link has a secret of its own, so a token for one says nothing to another. Errors: `not-signed-in`, `expired`.
 */
export function identityIn(token: string, secret: string, now: number): Identity {
  const [head = '', body = '', signature = '', ...more] = token.split('.')
  const header = parsed(head)
  if (more.length > 0 || typeof header !== 'object' || header === null || !('alg' in header) || header.alg !== 'HS256')
    throw refused('it is no JSON Web Token signed with HS256')
  const right = createHmac('sha256', secret).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw refused('it was not signed with the secret of this chat')
  const claims = claimsSchema.safeParse(parsed(body))
  if (!claims.success) throw refused('it has to say who you are (sub) and until when it holds (exp)')
  const { sub, exp, nbf, name, email } = claims.data
  if (exp + leewaySeconds <= now / 1000) throw new AppError('expired', 'Your sign-in for this chat has run out. Reload the page that brought you here.')
  if (nbf !== undefined && nbf - leewaySeconds > now / 1000) throw refused('it does not hold yet')
  return { subject: sub, name: name || undefined, email: email || undefined }
}

const refused = (why: string) => new AppError('not-signed-in', `This chat does not know who you are: the token that says so is refused, because ${why}.`)

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
