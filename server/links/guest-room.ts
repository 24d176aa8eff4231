import type { z } from 'zod'
import { requireGuest } from '../access/index.ts'
import type { Guest } from '../kernel/principal.ts'
import { inWorkspace, readWorkspace } from '../platform/db.ts'
import { olderIn, snapshotIn } from '../rooms/index.ts'
import { asGuestSees } from './as-guest-sees.ts'
import type { guestOlderContract, guestRoomContract } from './contract.ts'
import { viewFor } from './view-for.ts'

/** The end of the guest's conversation, as they see it. */
export async function guestRoom(who: Guest): Promise<z.input<typeof guestRoomContract.output>> {
  await requireGuest(who, who)
  const { workspaceId, guestId, roomId, name } = who
  return readWorkspace(workspaceId, async (tx) => {
    const view = await viewFor(tx, who)
    const { seq, from, entries, agents } = await snapshotIn(tx, { workspaceId, personId: guestId }, roomId)
    return { guest: { id: guestId, name }, agents, seq, from, entries: entries.flatMap((entry) => asGuestSees(entry, view) ?? []) }
  })
}

/** What was said before that. */
export async function guestOlder(who: Guest, { before }: { before: number }): Promise<z.input<typeof guestOlderContract.output>> {
  await requireGuest(who, who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const view = await viewFor(tx, who)
    const { from, entries } = await olderIn(tx, who.workspaceId, { room: who.roomId, before })
    return { from, entries: entries.flatMap((entry) => asGuestSees(entry, view) ?? []) }
  })
}
