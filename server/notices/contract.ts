import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'

const ws = { workspace: z.string() }

const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum(['answer', 'decision', 'mention']),
  title: z.string(),
  text: z.string(),
  at: z.string(),
  /** The room to open, and where; else the run; else the talk about a block of an agent's flow. */
  room: z.string().nullable(),
  run: z.string().nullable(),
  agent: z.string().nullable(),
  thread: z.string().nullable(),
  seq: z.int(),
})
export type Notice = z.infer<typeof noticeSchema>

/** What waits for who asks, the newest first. */
export const listNoticesContract = defineContract({
  id: 'notices.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/notices',
  access: 'workspace',
  input: z.object(ws),
  output: z.object({ notices: z.array(noticeSchema) }),
})
/** Puts notices away; all that are there when none is named. A decision goes on waiting for its answer. */
export const seeNoticesContract = defineContract({
  id: 'notices.see',
  method: 'POST',
  path: '/api/workspaces/:workspace/notices/seen',
  access: 'workspace',
  input: z.object({ ...ws, notices: z.array(z.uuid()).max(200).optional() }),
  output: z.object({ ok: z.literal(true) }),
})

const settingsSchema = z.object({
  pushAnswers: z.boolean(),
  pushDecisions: z.boolean(),
  mailDecisions: z.boolean(),
  pushMentions: z.boolean(),
  mailMentions: z.boolean(),
})
export type NoticeSettings = z.infer<typeof settingsSchema>
export const noticeSettingsContract = defineContract({
  id: 'notices.settings',
  method: 'GET',
  path: '/api/notices/settings',
  access: 'person',
  input: z.object({}),
  /** `pushKey`: what a browser subscribes with (RFC 8292). `mails`: whether this installation sends any. `browsers`: how many take pushes. */
  output: settingsSchema.extend({ pushKey: z.string(), mails: z.boolean(), browsers: z.int() }),
})
export const changeNoticeSettingsContract = defineContract({
  id: 'notices.change-settings',
  method: 'PATCH',
  path: '/api/notices/settings',
  access: 'person',
  input: settingsSchema.partial(),
  output: settingsSchema,
})
/** This browser takes pushes. */
export const addBrowserContract = defineContract({
  id: 'notices.add-browser',
  method: 'POST',
  path: '/api/notices/browsers',
  access: 'person',
  input: z.object({ endpoint: z.url({ protocol: /^https?$/ }).max(1000), p256dh: z.string().min(20).max(200), auth: z.string().min(10).max(100) }),
  output: z.object({ ok: z.literal(true) }),
})
export const removeBrowserContract = defineContract({
  id: 'notices.remove-browser',
  method: 'POST',
  path: '/api/notices/browsers/remove',
  access: 'person',
  input: z.object({ endpoint: z.string().max(1000) }),
  output: z.object({ ok: z.literal(true) }),
})
