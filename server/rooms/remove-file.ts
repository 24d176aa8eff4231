import { requireAccess } from '../access/index.ts'
import { roomFact } from '../conversation/index.ts'
import { takeAway } from '../files/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { append } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'

/** Deletes a file for good and tells every room that said it, in one transaction. Errors: `not-found`, `not-allowed`. */
export async function removeFile(who: Principal, input: { file: string }): Promise<{ ok: true }> {
  await requireAccess(who, 'file:delete', who)
  const { workspaceId, personId, name: speaker } = who
  return inWorkspace(workspaceId, async (tx) => {
    const { name, rooms } = await takeAway(tx, who, input.file)
    for (const roomId of rooms) {
      const fact = { type: 'CUSTOM' as const, name: 'hearth.file-removed' as const, value: { file: input.file, name } }
      await append(tx, roomId, [roomFact({ roomId, authorId: `person:${personId}`, speaker }, fact, { key: `file-removed:${input.file}` })])
    }
    return { ok: true as const }
  })
}
