import { env } from '../platform/env.ts'

export type MailSettings = { url: string; from: string }

/** Undefined when this installation sends no mail. */
export function mailSettings(): MailSettings | undefined {
  const url = process.env.HEARTH_SMTP_URL?.trim()
  if (!url) return undefined
  return { url, from: process.env.HEARTH_MAIL_FROM?.trim() || `Hearth <hearth@${new URL(env.publicUrl()).hostname}>` }
}

export const sendsMail = (): boolean => mailSettings() !== undefined
