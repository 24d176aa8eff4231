import { requireAccess, roleAllows } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { ListedWait } from './contract.ts'
import { whyNotAnswer } from './may-answer.ts'
import { openWaitRows } from './views-store.ts'

/** The questions of this workspace that wait for somebody, longest waiting first, and for each whether this person may answer. */
export async function listWaits(who: Principal): Promise<{ waits: ListedWait[] }> {
  await requireAccess(who, 'wait:read', who)
  const rows = await inWorkspace(who.workspaceId, (tx) => openWaitRows(tx, who.workspaceId, who.personId))
  const at = new Date().toISOString()
  const canAnswer = roleAllows(who.role, 'wait:answer')
  return {
    waits: rows.map(({ startedBy, ...wait }) => ({
      ...wait,
      barred: canAnswer ? (whyNotAnswer(who, { ...wait, startedBy }, at)?.message ?? null) : 'Your role here lets you look, not answer.',
    })),
  }
}
