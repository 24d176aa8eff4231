import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { identityIn } from './identity.ts'

const secret = 'the secret of one link'
const now = Date.parse('2026-01-01T12:00:00Z')
const soon = now / 1000 + 600
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(claims: object, { header = { alg: 'HS256', typ: 'JWT' }, key = secret } = {}): string {
  const content = `${part(header)}.${part(claims)}`
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`
}

describe('[links.identity] a signed identity', () => {
  it('says who a guest is', () => {
    const token = signed({ sub: 'customer-7', exp: soon, name: 'Grace', email: 'grace@example.org' })
    expect(identityIn(token, secret, now)).toEqual({ subject: 'customer-7', name: 'Grace', email: 'grace@example.org' })
    expect(identityIn(signed({ sub: 'customer-7', exp: soon }), secret, now)).toEqual({ subject: 'customer-7', name: undefined, email: undefined })
  })

  it('is refused when another secret signed it, such as that of another link', () => {
    expect(() => identityIn(signed({ sub: 'a', exp: soon }, { key: 'the secret of another' }), secret, now)).toThrow('not signed with the secret of this chat')
  })

  it('is refused when it was changed, or its signature was left out', () => {
    const [head, , signature] = signed({ sub: 'a', exp: soon }).split('.')
    expect(() => identityIn(`${head}.${part({ sub: 'b', exp: soon })}.${signature}`, secret, now)).toThrow('not signed')
    expect(() => identityIn(`${head}.${part({ sub: 'b', exp: soon })}.`, secret, now)).toThrow('not signed')
  })

  it.each(['none', 'HS512', 'RS256'])('is refused when it says that it is signed by %s', (alg) => {
    expect(() => identityIn(signed({ sub: 'a', exp: soon }, { header: { alg, typ: 'JWT' } }), secret, now)).toThrow('signed with HS256')
  })

  it('is refused when it has run out, with the reason, and when it never runs out', () => {
    expect(() => identityIn(signed({ sub: 'a', exp: now / 1000 - 61 }), secret, now)).toThrow('has run out')
    expect(() => identityIn(signed({ sub: 'a' }), secret, now)).toThrow('until when it holds')
    expect(() => identityIn(signed({ exp: soon }), secret, now)).toThrow('who you are (sub)')
    expect(() => identityIn(signed({ sub: 'a', exp: soon, nbf: soon }), secret, now)).toThrow('does not hold yet')
  })

  it.each(['', 'a', 'a.b.c', 'a.b.c.d', '..', 'e30.e30.e30'])('is refused when it is no token: %j', (token) => {
    expect(() => identityIn(token, secret, now)).toThrow('no JSON Web Token')
  })
})
