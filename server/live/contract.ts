import { z } from 'zod'

/**
 * What is said over the WebSocket `/live`: one connection follows many feeds. Sign-in is the session cookie of the page;
 * what may be followed is asked again for every subscription.
 */
const name = z.string().min(1).max(64)
const after = z.int().min(0).default(0)

export const clientFrameSchema = z.discriminatedUnion('type', [
  /** Everything of a room's or run's feed after seq `after`, live. `id` is the client's name for it. */
  z.object({ type: z.literal('subscribe'), id: name, workspace: z.string().max(64), feed: z.enum(['room', 'run']), of: z.uuid(), after }),
  z.object({ type: z.literal('unsubscribe'), id: name }),
])
export type ClientFrame = z.input<typeof clientFrameSchema>

export const serverFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('entries'), id: name, entries: z.array(z.object({ seq: z.int(), at: z.string(), event: z.looseObject({}) })).min(1) }),
  /** The subscription is over; `error` as every door tells it. Without an id it is about the frame itself. */
  z.object({ type: z.literal('error'), id: name.optional(), error: z.object({ code: z.string(), message: z.string() }) }),
])
export type ServerFrame = z.output<typeof serverFrameSchema>
