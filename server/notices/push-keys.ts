import webPush from 'web-push'
import { z } from 'zod'
import { installationSecret } from '../vault/index.ts'

const keysSchema = z.object({ publicKey: z.string(), privateKey: z.string() })
export type PushKeys = z.infer<typeof keysSchema>

/** What signs this installation's pushes (RFC 8292): made at first use, and sealed. */
export async function pushKeys(): Promise<PushKeys> {
  return keysSchema.parse(JSON.parse(await installationSecret('web-push', () => JSON.stringify(webPush.generateVAPIDKeys()))))
}
