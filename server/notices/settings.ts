import type { z } from 'zod'
import type { Person } from '../kernel/principal.ts'
import { sendsMail } from '../mail/index.ts'
import type { addBrowserContract, changeNoticeSettingsContract, NoticeSettings, noticeSettingsContract } from './contract.ts'
import { pushKeys } from './push-keys.ts'
import { browsersOf, deleteBrowser, settingsOf, writeBrowser, writeSettings } from './store.ts'

/** What somebody wants to be told of, and what a browser needs to take pushes. */
export async function noticeSettings(who: Person): Promise<z.output<typeof noticeSettingsContract.output>> {
  const [settings, keys, browsers] = await Promise.all([settingsOf(who.personId), pushKeys(), browsersOf(who.personId)])
  return { ...settings, pushKey: keys.publicKey, mails: sendsMail(), browsers: browsers.length }
}

export async function changeNoticeSettings(who: Person, change: z.output<typeof changeNoticeSettingsContract.input>): Promise<NoticeSettings> {
  const now = await settingsOf(who.personId)
  const next: NoticeSettings = {
    pushAnswers: change.pushAnswers ?? now.pushAnswers,
    pushDecisions: change.pushDecisions ?? now.pushDecisions,
    mailDecisions: change.mailDecisions ?? now.mailDecisions,
    pushMentions: change.pushMentions ?? now.pushMentions,
    mailMentions: change.mailMentions ?? now.mailMentions,
  }
  await writeSettings(who.personId, next)
  return next
}

export async function addBrowser(who: Person, browser: z.output<typeof addBrowserContract.input>, asked?: { headers: Headers }): Promise<{ ok: true }> {
  await writeBrowser(who.personId, browser, asked?.headers.get('user-agent')?.slice(0, 300) ?? null)
  return { ok: true }
}

export async function removeBrowser(who: Person, { endpoint }: { endpoint: string }): Promise<{ ok: true }> {
  await deleteBrowser(endpoint, who.personId)
  return { ok: true }
}
