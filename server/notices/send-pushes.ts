import webPush from 'web-push'
import { env } from '../platform/env.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'
import { log } from '../platform/log.ts'
import { type DuePush, takePushes } from './due-store.ts'
import { pushKeys } from './push-keys.ts'
import { type Browser, browsersOf, deleteBrowser } from './store.ts'

/** Pushes what is due to its person's browsers. Answers how many notices it looked at. */
export async function sendPushes(): Promise<number> {
  const due = await takePushes()
  for (const notice of due) for (const browser of await browsersOf(notice.personId)) await push(browser, notice)
  return due.length
}

/** Encrypted for this browser alone (RFC 8291): its push service reads nothing. */
async function push({ endpoint, p256dh, auth }: Browser, { id, title, text, path }: DuePush): Promise<void> {
  try {
    const { publicKey, privateKey } = await pushKeys()
    const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify({ id, title, text, path }), {
      TTL: 24 * 3600,
      urgency: 'normal',
      contentEncoding: 'aes128gcm',
      vapidDetails: { subject: subject(), publicKey, privateKey },
    })
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== 'content-length'))
    // whoever subscribes names the address: it may not lead into our own network
    const answer = await guardedFetch(endpoint, { method: 'POST', headers, body: new Uint8Array(request.body ?? []), signal: AbortSignal.timeout(10_000) })
    await answer.arrayBuffer()
    if (answer.status === 404 || answer.status === 410) await deleteBrowser(endpoint)
    else if (!answer.ok) log.warn({ status: answer.status, host: new URL(endpoint).host }, 'a push was refused')
  } catch (error) {
    log.warn({ err: error }, 'a push could not be sent')
  }
}

/** Push services want to know whom to ask: an https address or a mailbox. */
function subject(): string {
  const home = new URL(env.publicUrl())
  return home.protocol === 'https:' ? home.origin : `mailto:hearth@${home.hostname}`
}
