import { createTransport, type Transporter } from 'nodemailer'
import { env } from '../platform/env.ts'
import { log } from '../platform/log.ts'
import { type MailSettings, mailSettings } from './mail-settings.ts'
import { type DueMail, noteFailed, noteSent, removeOldMails, takeDueMails } from './store.ts'

/** Minutes until the next try, by how many there were. After these it is given up. */
const waits = [1, 5, 20, 60, 240]

/** Sends what is due. Several workers at it send nothing twice. Answers how many were tried. */
export async function sendMails(): Promise<number> {
  const settings = mailSettings()
  if (!settings) return 0
  const due = await takeDueMails(20)
  if (due.length === 0) return 0
  const transport = open(settings.url)
  try {
    for (const mail of due) await send(transport, settings, mail)
  } finally {
    transport.close()
  }
  await removeOldMails()
  return due.length
}

function open(url: string): Transporter {
  return createTransport({ url, pool: true, maxConnections: 1, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as object)
}

async function send(transport: Transporter, { from }: MailSettings, { id, to, name, subject, text, tries }: DueMail): Promise<void> {
  const host = new URL(env.publicUrl()).hostname
  try {
    await transport.sendMail({ from, to: { name, address: to }, subject, text, messageId: `<${id}@${host}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
    await noteSent(id)
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    const wait = isFinal(error) ? undefined : waits[tries - 1]
    log.warn({ mail: id, failure, again: wait !== undefined }, 'a letter could not be sent')
    await noteFailed(id, failure, wait)
  }
}

/** The server said that it will never take it. */
const isFinal = (error: unknown): boolean => {
  const code = typeof error === 'object' && error !== null && 'responseCode' in error ? error.responseCode : undefined
  return typeof code === 'number' && code >= 500 && code !== 535 // a wrong password of ours can be mended
}
