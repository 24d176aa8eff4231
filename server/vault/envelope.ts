import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '../kernel/errors.ts'

/**
 * One sealed value: AES-256-GCM (NIST SP 800-38D) under a data key of its own, which is sealed the same way under the
 * installation's key. Layout: format byte 1 · nonce 12, sealed data key 32, tag 16 · nonce 12, sealed value, tag 16.
 * `bound` is authenticated with both: a sealed value opens nowhere but in its own workspace, name and version.
 */
const format = 1
const nonceBytes = 12
const tagBytes = 16
const keyBytes = 32
const wrappedBytes = nonceBytes + keyBytes + tagBytes

export function seal(value: string, bound: string, installationSecret: string): Buffer {
  const dataKey = randomBytes(keyBytes)
  const wrapped = encrypt(dataKey, installationKey(installationSecret), bound)
  return Buffer.concat([Buffer.of(format), wrapped, encrypt(Buffer.from(value, 'utf8'), dataKey, bound)])
}

/** Errors: `unavailable` when it was sealed under another key or for another place, or was changed. */
export function open(sealed: Buffer, bound: string, installationSecret: string): string {
  try {
    if (sealed[0] !== format) throw new Error(`unknown format ${sealed[0]}`)
    const dataKey = decrypt(sealed.subarray(1, 1 + wrappedBytes), installationKey(installationSecret), bound)
    return decrypt(sealed.subarray(1 + wrappedBytes), dataKey, bound).toString('utf8')
  } catch (cause) {
    throw new AppError('unavailable', 'A stored secret does not open. Was HEARTH_SECRET changed? Put the old one back, or enter the secret again.', undefined, {
      cause,
      retry: 'never',
    })
  }
}

function installationKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'utf8'), Buffer.alloc(0), 'hearth vault key 1', keyBytes))
}

function encrypt(plain: Buffer, key: Buffer, bound: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound, 'utf8'))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(sealed: Buffer, key: Buffer, bound: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes }).setAAD(Buffer.from(bound, 'utf8'))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
}
