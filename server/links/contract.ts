import { z } from 'zod'
import { environmentSchema } from '../environments/contract.ts'
import { defineContract } from '../kernel/contract.ts'
import { fileRefSchema, mostFileBytes, mostFiles } from '../kernel/file-ref.ts'
import { jsonSchema } from '../kernel/json.ts'
import { roomEntrySchema } from '../rooms/contract.ts'

const ws = { workspace: z.string() }
const linkKey = { ...ws, link: z.uuid() }

/** Where a page comes from: scheme, host and port. `https://*.example.com` means all hosts below. */
const originSchema = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/\/+$/, ''))
  .pipe(z.string().regex(/^https?:\/\/(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, 'an address such as https://www.example.com, without a path'))

export const linkThemeSchema = z.object({
  /** `#rrggbb`; empty is our own. */
  accent: z.union([z.literal(''), z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour such as #2563eb')]).default(''),
  scheme: z.enum(['auto', 'light', 'dark']).default('auto'),
  /** Where the launcher stands on the page that embeds it. */
  position: z.enum(['right', 'left']).default('right'),
})

const most = (max: number) => z.int().min(1).max(max).nullable().default(null)
/** Null is no limit. Days and hours are counted back from now. */
export const linkLimitsSchema = z.object({
  guestHour: most(10_000).default(30),
  linkDay: most(1_000_000).default(1000),
  /** In 30 days, for all models asked in the link's conversations whose price is known. */
  dollars: z.number().positive().max(1_000_000).nullable().default(null),
  tokens: most(1_000_000_000_000),
})
export type LinkLimits = z.output<typeof linkLimitsSchema>

/** What guests may attach: files a message, megabytes a file, and megabytes of all guests together. */
export const linkFilesSchema = z.object({
  count: z.int().min(1).max(mostFiles).default(3),
  megabytes: z
    .int()
    .min(1)
    .max(mostFileBytes / 1_000_000)
    .default(5),
  total: z.int().min(1).max(1_000_000).default(200),
})

export const linkSettingsSchema = z.object({
  /** restricted: only guests with a token that the link's secret signed. */
  access: z.enum(['public', 'restricted']).default('public'),
  title: z.string().trim().min(1, 'a title').max(80),
  welcome: z.string().trim().max(1000).default(''),
  suggestions: z.array(z.string().trim().min(1).max(200)).max(6, 'at most six').default([]),
  theme: linkThemeSchema.default(linkThemeSchema.parse({})),
  origins: z.array(originSchema).max(50).default([]),
  limits: linkLimitsSchema.default(linkLimitsSchema.parse({})),
  /** Null: guests say words only. */
  files: linkFilesSchema.nullable().default(null),
  /** Which revision answers. */
  environment: environmentSchema.default('production'),
  /** Guests see what people of the workspace who write there are called. */
  names: z.boolean().default(false),
})
export type LinkSettings = z.output<typeof linkSettingsSchema>

export const limitKindSchema = z.enum(['guestHour', 'linkDay', 'dollars', 'tokens'])
export type LimitKind = z.infer<typeof limitKindSchema>

export const linkViewSchema = z.object({
  id: z.string(),
  agent: z.object({ id: z.string(), name: z.string(), icon: z.string(), archived: z.boolean() }),
  settings: linkSettingsSchema,
  live: z.boolean(),
  expiresAt: z.string().nullable(),
  createdAt: z.string(),
  /** Where it is; null for those who may not hand it on. */
  url: z.string().nullable(),
  /** It has a secret for signing who guests are. */
  signs: z.boolean(),
  guests: z.int(),
  messages: z.int(),
  /** In 30 days. */
  spent: z.object({ dollars: z.number(), tokens: z.int() }),
  /** What guests ran into last. */
  hit: z.object({ limit: limitKindSchema, at: z.string() }).nullable(),
})
export type LinkView = z.output<typeof linkViewSchema>

export const listLinksContract = defineContract({
  id: 'links.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/chat-links',
  access: 'workspace',
  input: z.object({ ...ws, agent: z.uuid().optional() }),
  output: z.object({ links: z.array(linkViewSchema) }),
})
export const createLinkContract = defineContract({
  id: 'links.create',
  method: 'POST',
  path: '/api/workspaces/:workspace/chat-links',
  access: 'workspace',
  input: z.object({ ...ws, agent: z.uuid(), settings: linkSettingsSchema, expiresAt: z.iso.datetime({ offset: true }).nullable().default(null) }),
  output: linkViewSchema,
})
/** `live: false` is the abuse switch: all sessions of guests end at once, and what works for them is stopped. */
export const updateLinkContract = defineContract({
  id: 'links.update',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/chat-links/:link',
  access: 'workspace',
  input: z.object({
    ...linkKey,
    settings: linkSettingsSchema.optional(),
    expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
    live: z.boolean().optional(),
  }),
  output: linkViewSchema,
})
/** Conversations stay in Rooms; nobody comes in by it any more. */
export const deleteLinkContract = defineContract({
  id: 'links.delete',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/chat-links/:link',
  access: 'workspace',
  input: z.object(linkKey),
  output: z.object({ ok: z.literal(true) }),
})
/** A new address; the old one leads nowhere from now on. */
export const rotateLinkContract = defineContract({
  id: 'links.rotate',
  method: 'POST',
  path: '/api/workspaces/:workspace/chat-links/:link/rotate',
  access: 'workspace',
  input: z.object(linkKey),
  output: linkViewSchema,
})
/** A new secret for signing who guests are, told this once. Tokens of the old one are refused. */
export const linkSecretContract = defineContract({
  id: 'links.secret',
  method: 'POST',
  path: '/api/workspaces/:workspace/chat-links/:link/secret',
  access: 'workspace',
  input: z.object(linkKey),
  output: z.object({ secret: z.string() }),
})

export const guestViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  subject: z.string().nullable(),
  room: z.string(),
  messages: z.int(),
  lastAt: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
})
export type GuestView = z.output<typeof guestViewSchema>
/** The newest 200. */
export const listGuestsContract = defineContract({
  id: 'links.guests',
  method: 'GET',
  path: '/api/workspaces/:workspace/chat-links/:link/guests',
  access: 'workspace',
  input: z.object(linkKey),
  output: z.object({ guests: z.array(guestViewSchema) }),
})
/** Ends one guest's conversation, or lets them in again. */
export const endGuestContract = defineContract({
  id: 'links.end-guest',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/chat-links/:link/guests/:guest',
  access: 'workspace',
  input: z.object({ ...linkKey, guest: z.uuid(), ended: z.boolean() }),
  output: z.object({ ok: z.literal(true) }),
})

// What guests use. Their session goes along as the header `x-hearth-guest`; `:link` is the token of the link's address.
const chat = { link: z.string().max(100) }
export const guestHeader = 'x-hearth-guest'

export const lookSchema = z.object({ title: z.string(), theme: linkThemeSchema })
/** What `embed.js` needs to draw the launcher. Answers other origins too, when the link may be embedded there. */
export const lookOfLinkContract = defineContract({
  id: 'links.look',
  method: 'GET',
  path: '/api/chat/:link/look',
  access: 'anyone',
  input: z.object(chat),
  output: lookSchema,
})
/**
 * A session for a guest. With `identity` it is the conversation of that person, on whatever device; else a new one. Without `begin`
 * nothing is made: `session` is null when there is no conversation yet.
 */
export const openSessionContract = defineContract({
  id: 'links.open-session',
  method: 'POST',
  path: '/api/chat/:link/sessions',
  access: 'anyone',
  input: z.object({
    ...chat,
    identity: z.string().max(8000).optional(),
    begin: z.boolean().default(true),
    /** The origin of the page around the chat. */ within: z.string().max(300).optional(),
  }),
  output: z.object({ session: z.string().nullable(), guest: z.object({ id: z.string(), name: z.string() }).nullable() }),
})
export const guestRoomContract = defineContract({
  id: 'links.room',
  method: 'GET',
  path: '/api/chat/:link/room',
  access: 'guest',
  input: z.object(chat),
  output: z.object({
    guest: z.object({ id: z.string(), name: z.string() }),
    agents: z.array(z.object({ id: z.string(), name: z.string(), icon: z.string() })),
    seq: z.int(),
    from: z.int(),
    entries: z.array(roomEntrySchema),
  }),
})
export const guestOlderContract = defineContract({
  id: 'links.older',
  method: 'GET',
  path: '/api/chat/:link/older',
  access: 'guest',
  input: z.object({ ...chat, before: z.coerce.number().int().min(0).default(Number.MAX_SAFE_INTEGER) }),
  output: z.object({ from: z.int(), entries: z.array(roomEntrySchema) }),
})
/** SSE, as of rooms. */
export const guestFeedContract = defineContract({
  id: 'links.feed',
  method: 'GET',
  path: '/api/chat/:link/feed',
  access: 'guest',
  input: z.object({ ...chat, after: z.coerce.number().int().min(0).default(0) }),
  output: z.unknown(),
})
export const guestMessageContract = defineContract({
  id: 'links.message',
  method: 'POST',
  path: '/api/chat/:link/messages',
  access: 'guest',
  input: z
    .object({
      ...chat,
      id: z.uuid(),
      text: z.string().trim().max(8000, 'at most 8,000 characters'),
      files: z.array(z.uuid()).max(mostFiles).default([]),
    })
    .refine(({ text, files }) => text !== '' || files.length > 0, { path: ['text'], error: 'a message' }),
  output: z.object({ seq: z.int() }),
})
/** As of a workspace; what is not sent yet is there for its guest alone. */
export const guestUploadContract = defineContract({
  id: 'links.upload',
  method: 'POST',
  path: '/api/chat/:link/files',
  access: 'guest',
  maxBytes: mostFileBytes,
  input: z.object({ ...chat, id: z.uuid(), name: z.string().max(1000).default('') }),
  output: fileRefSchema,
})
export const guestFileContract = defineContract({
  id: 'links.file',
  method: 'GET',
  path: '/api/chat/:link/files/:file',
  access: 'guest',
  input: z.object({ ...chat, file: z.uuid(), as: z.enum(['inline', 'attachment']).default('attachment') }),
  output: z.unknown(),
})
export const guestAnswerContract = defineContract({
  id: 'links.answer',
  method: 'POST',
  path: '/api/chat/:link/waits/:wait/answer',
  access: 'guest',
  input: z.object({ ...chat, wait: z.uuid(), outcome: z.enum(['approved', 'declined', 'answered']), value: jsonSchema.default(null) }),
  output: z.object({ ok: z.literal(true) }),
})
