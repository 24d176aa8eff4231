import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { openSecret, sealSecret } from '../vault/index.ts'
import { writeTokenHash } from './trigger-store.ts'

/**
 * Where a webhook is called: a token of 256 bits. The table knows only its hash; the token itself, which the builder wants
 * to see again, is sealed in the vault, and so is the signing secret. Whoever reads the database can call nothing.
 */
type Address = { workspaceId: string; agentId: string; by: string }

/** A new token and a new signing secret. */
export async function makeAddress(tx: Tx, { workspaceId, agentId, by }: Address): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  await writeTokenHash(tx, workspaceId, agentId, hashOfToken(token))
  await sealSecret(tx, { workspaceId, name: tokenName(agentId), kind: 'webhook-token', value: token, by })
  await sealSecret(tx, { workspaceId, name: secretName(agentId), kind: 'webhook-secret', value: `whsec_${randomBytes(32).toString('base64')}`, by })
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export async function urlOf(tx: Tx, workspaceId: string, agentId: string): Promise<string> {
  return new URL(`/hooks/${await openSecret(tx, workspaceId, tokenName(agentId))}`, env.publicUrl()).href
}

export const signingSecretOf = (tx: Tx, workspaceId: string, agentId: string): Promise<string> => openSecret(tx, workspaceId, secretName(agentId))

const tokenName = (agentId: string): string => `webhook-token/${agentId}`
const secretName = (agentId: string): string => `webhook-secret/${agentId}`
