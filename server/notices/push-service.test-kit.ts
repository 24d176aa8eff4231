import { createDecipheriv, createECDH, createHmac, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Pushed = { browser: string; text: string; signedBy: string; ttl: string | undefined }

/**
 * A push service (RFC 8030) and the browsers behind it: it checks who signed (RFC 8292), and each browser decrypts what is for it
 * (RFC 8291, RFC 8188), written from the RFCs and not with the library that encrypts.
 */
export async function pushService() {
  const pushed: Pushed[] = []
  const browsers = new Map<string, { keys: ReturnType<typeof createECDH>; auth: Buffer }>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const name = (request.url ?? '').slice(1)
      const browser = browsers.get(name)
      if (!browser) return void response.writeHead(410).end()
      try {
        const signedBy = signer(String(request.headers.authorization), `http://${request.headers.host}`)
        pushed.push({ browser: name, text: decrypt(Buffer.concat(parts), browser), signedBy, ttl: request.headers.ttl as string | undefined })
        response.writeHead(201).end()
      } catch (error) {
        response.writeHead(400).end(String(error))
      }
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    pushed,
    /** A browser that subscribes, as it tells its address and keys. */
    subscribe(name: string) {
      const keys = createECDH('prime256v1')
      const auth = randomBytes(16)
      const p256dh = keys.generateKeys('base64url')
      browsers.set(name, { keys, auth })
      return { endpoint: `${home}/${name}`, p256dh, auth: auth.toString('base64url') }
    },
    forget: (name: string) => browsers.delete(name),
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

/** The public key whose owner signed the request for this service. */
function signer(authorization: string, audience: string): string {
  const { t, k } = /^vapid t=(?<t>[^,]+), ?k=(?<k>.+)$/.exec(authorization)?.groups ?? {}
  const [head = '', claims = '', signature = ''] = (t ?? '').split('.')
  const point = Buffer.from(k ?? '', 'base64url')
  const key = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
    format: 'jwk',
  })
  const isSigned = verify('sha256', Buffer.from(`${head}.${claims}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  const { aud, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number }
  if (!isSigned || aud !== audience || exp * 1000 < Date.now()) throw new Error(`not signed for ${audience}`)
  return k ?? ''
}

function decrypt(body: Buffer, { keys, auth }: { keys: ReturnType<typeof createECDH>; auth: Buffer }): string {
  const salt = body.subarray(0, 16)
  const idLength = body.readUInt8(20)
  const theirs = body.subarray(21, 21 + idLength)
  const sealed = body.subarray(21 + idLength)
  const first = createHmac('sha256', auth).update(keys.computeSecret(theirs)).digest()
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), theirs])
  const secret = createHmac('sha256', first)
    .update(Buffer.concat([info, Buffer.of(1)]))
    .digest()
  const part = (name: string, length: number) => Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${name}\0`), length))
  const cipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12))
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return plain.subarray(0, plain.lastIndexOf(2)).toString()
}
