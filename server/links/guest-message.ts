import { requireGuest } from '../access/index.ts'
import { type AppError, isAppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { say, speakerOf } from '../rooms/index.ts'
import { type LimitKind, type LinkLimits, limitKindSchema, linkSettingsSchema } from './contract.ts'
import { refuseFiles } from './guest-files.ts'
import { overLimit, refusalOf } from './limits.ts'
import { refuseClosed } from './open-link.ts'
import { requireLink } from './require-link.ts'
import { insertMessage, type LinkRow, usedUp, writeHit } from './store.ts'

/**
 * A guest says something: counted, said, and answered by the link's agent, in one transaction. The same id twice is one message.
 * Errors: `limit-reached` with which in `details`, `expired`, and those of rooms.
 */
export async function guestMessage(who: Guest, input: { id: string; text: string; files: string[] }): Promise<{ seq: number }> {
  await requireGuest(who, who)
  const { seq } = await notingLimits(who, (tx) => sayAsGuest(tx, who, { ...input, trigger: 'chat' }))
  return { seq }
}

/** Work in a transaction, of which the console is told when a limit stops it. */
export async function notingLimits<T>({ workspaceId, linkId }: Guest, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inWorkspace(workspaceId, work)
  } catch (error) {
    const limit = limitOf(error)
    if (limit) await inWorkspace(workspaceId, (tx) => writeHit(tx, workspaceId, linkId, limit))
    throw error
  }
}

type Message = { id: string; text: string; files?: readonly string[] /** Under which it is counted, when its id is none of ours. */; counted?: string }
export type GuestSaid = Message & {
  /** `agui`: who listens follows the run of the link's agent, whoever is named. */
  trigger: 'chat' | 'agui'
  /** Said before it, and answered together with it. */
  earlier?: readonly Message[]
}

/** What a guest says, in a transaction of the caller; see {@link notingLimits}. `runId` is null when nobody answers by themselves. */
export async function sayAsGuest(tx: Tx, who: Guest, { earlier = [], ...said }: GuestSaid): Promise<{ seq: number; runId: string | null }> {
  await requireGuest(who, who)
  const link = await requireLink(tx, who.workspaceId, who.linkId)
  refuseClosed(link)
  const settings = linkSettingsSchema.parse(link.settings)
  for (const { id, counted = id, files = [] } of [...earlier, said]) {
    refuseFiles(settings, files)
    await count(tx, who, settings.limits, counted)
  }
  const answers = said.trigger === 'agui' ? { agent: link.agentId } : { choice: choiceOf(link) }
  return say(tx, speakerOf(who), { room: who.roomId, ...said, earlier, ...answers })
}

async function count(tx: Tx, { workspaceId, linkId, guestId }: Guest, limits: LinkLimits, id: string): Promise<void> {
  const used = await usedUp(tx, workspaceId, linkId, guestId, limits.dollars !== null || limits.tokens !== null)
  if (!(await insertMessage(tx, { guestId, id, linkId, workspaceId }))) return
  const over = overLimit(limits, used)
  if (over) throw refusalOf(over, limits, used)
}

const choiceOf = ({ agentId: id, agentName: name }: LinkRow) => ({
  agents: [{ id, name }],
  why: { by: 'asked' as const, reason: 'It answers the guest, who came by a link to it.' },
})

function limitOf(error: unknown): LimitKind | undefined {
  if (!isAppError(error) || error.code !== 'limit-reached') return undefined
  const { details } = error satisfies AppError
  const told = typeof details === 'object' && details !== null && 'limit' in details ? details.limit : undefined
  return limitKindSchema.safeParse(told).data
}
