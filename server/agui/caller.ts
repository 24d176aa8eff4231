import { principalOf, requireAccess, requireGuest } from '../access/index.ts'
import type { ConversationEntry } from '../conversation/index.ts'
import { isForGuests } from '../engine/question.ts'
import { AppError } from '../kernel/errors.ts'
import { idSchema } from '../kernel/ids.ts'
import type { Asker, Guest, Principal } from '../kernel/principal.ts'
import { asGuestSees, viewFor } from '../links/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { authorOf, type Speaker, speakerOf } from '../rooms/index.ts'
import { fileAddress, guestFileAddress } from './file-address.ts'
import { workspaceOfAgent } from './store.ts'

/** Who asks at one agent: a member of its workspace, or a guest of a link to it. */
export type Caller = Principal | Guest
type Doing = 'agent:read' | 'room:read' | 'room:post' | 'run:cancel' | 'wait:answer'

/**
 * The first line of every door: who asks, as somebody of the agent's workspace who may do this there, or as a guest of the agent.
 * Errors: `not-found`, whether the agent is missing or foreign; `not-allowed`.
 */
export async function callerAt(asker: Asker, agentId: string, doing: Doing): Promise<Caller> {
  if (asker.kind === 'guest') {
    if (asker.agentId !== agentId.toLowerCase()) throw new AppError('not-found')
    await requireGuest(asker, asker)
    return asker
  }
  const slug = idSchema.safeParse(agentId).success ? await workspaceOfAgent(agentId) : undefined
  if (slug === undefined) throw new AppError('not-found')
  const who = await principalOf(asker, slug)
  await requireAccess(who, doing, who)
  return who
}

/** As rooms know who speaks; `personId` is a guest's own id. */
export const speakerIn = (who: Caller): Speaker => (who.kind === 'guest' ? speakerOf(who) : who)

export const authorIn = (who: Caller): string => authorOf(speakerIn(who))

/** How a caller sees a room: what of its entries, where its files are for them, and whether its shared state is theirs. */
export type Sight = { see: (entry: ConversationEntry) => ConversationEntry | undefined; fileAddress: (id: string) => string; shares: boolean }

export async function sightOf(who: Caller): Promise<Sight> {
  if (who.kind === 'person') return { see: (entry) => entry, fileAddress: fileAddress(who.workspaceSlug).of, shares: true }
  const view = await inWorkspace(who.workspaceId, (tx) => viewFor(tx, who))
  return { see: (entry) => asGuestSees(entry, view), fileAddress: guestFileAddress(who.address), shares: false }
}

/** The questions that this caller may answer, or at least know of. */
export const questionsFor = <W extends { question: Parameters<typeof isForGuests>[0] }>(who: Caller, waits: readonly W[]): W[] =>
  who.kind === 'person' ? [...waits] : waits.filter(({ question }) => isForGuests(question))
