import { requireGuest } from '../access/index.ts'
import { type AppError, isAppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { say, speakerOf } from '../rooms/index.ts'
import { type LimitKind, limitKindSchema, linkSettingsSchema } from './contract.ts'
import { overLimit, refusalOf } from './limits.ts'
import { refuseClosed } from './open-link.ts'
import { requireLink } from './require-link.ts'
import { insertMessage, type LinkRow, usedUp, writeHit } from './store.ts'

/**
 * A guest says something: counted, said, and answered by the link's agent, in one transaction. The same id twice is one message.
 * Errors: `limit-reached` with which in `details`, `expired`, and those of rooms.
 */
export async function guestMessage(who: Guest, input: { id: string; text: string }): Promise<{ seq: number }> {
  await requireGuest(who, who)
  const { workspaceId, linkId } = who
  try {
    return await inWorkspace(workspaceId, (tx) => tell(tx, who, input))
  } catch (error) {
    const limit = limitOf(error)
    if (limit) await inWorkspace(workspaceId, (tx) => writeHit(tx, workspaceId, linkId, limit))
    throw error
  }
}

async function tell(tx: Tx, who: Guest, { id, text }: { id: string; text: string }): Promise<{ seq: number }> {
  const { workspaceId, linkId, guestId, roomId: room } = who
  const link = await requireLink(tx, workspaceId, linkId)
  refuseClosed(link)
  const { limits } = linkSettingsSchema.parse(link.settings)
  const used = await usedUp(tx, workspaceId, linkId, guestId, limits.dollars !== null || limits.tokens !== null)
  if (await insertMessage(tx, { guestId, id, linkId, workspaceId })) {
    const over = overLimit(limits, used)
    if (over) throw refusalOf(over, limits, used)
  }
  const { seq } = await say(tx, speakerOf(who), { room, id, text, trigger: 'chat', choice: choiceOf(link) })
  return { seq }
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
