import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { openSecret, sealSecret } from '../vault/index.ts'

/**
 * Where a link is: a token of 144 bits. The table knows only its hash; the token, which people want to hand on, is sealed in the
 * vault. Whoever reads the database can open no link.
 */
export const newToken = (): string => randomBytes(18).toString('base64url')

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export const sealToken = (tx: Tx, link: { id: string; workspaceId: string }, token: string, by: string): Promise<void> =>
  sealSecret(tx, { workspaceId: link.workspaceId, name: tokenName(link.id), kind: 'chat-link', value: token, by })

export async function urlOf(tx: Pick<Tx, 'sql'>, workspaceId: string, linkId: string): Promise<string> {
  return new URL(`/c/${await openSecret(tx, workspaceId, tokenName(linkId))}`, env.publicUrl()).href
}

export const tokenName = (linkId: string): string => `chat-link/${linkId}`
/** Of what signs who guests are. */
export const secretName = (linkId: string): string => `chat-link-secret/${linkId}`
