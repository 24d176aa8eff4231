import * as Y from 'yjs'
import type { z } from 'zod'
import { requireAccess, roleAllows } from '../access/index.ts'
import { fromText, toText, writeFlow } from '../document/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { applyChange } from './apply-change.ts'
import { beginAnewWhenDue } from './begin-anew.ts'
import { changeDocument, type Where } from './change-document.ts'
import type { syncDocumentContract } from './contract.ts'
import { currentDraft } from './current-draft.ts'
import { documentAfter } from './document-store.ts'
import { isFormer, mergeFormer } from './merge-former.ts'
import { findAgent, lockAgent } from './store.ts'

/**
 * Brings somebody's copy of a draft and ours together: takes in their changes, gives what they lack. Blocks of an older version
 * are brought up to date when somebody opens it who may edit. Errors: `not-found`, `not-allowed`, `invalid-input`, `conflict`.
 */
export async function syncDocument(
  who: Principal,
  { agent, vector, update }: Pick<z.output<typeof syncDocumentContract.input>, 'agent' | 'vector' | 'update'>,
): Promise<z.output<typeof syncDocumentContract.output>> {
  await requireAccess(who, update === undefined ? 'agent:read' : 'agent:edit', who)
  const { workspaceId, personId } = who
  const known = vector ? bytesOf(vector) : undefined
  const change = update === undefined ? undefined : bytesOf(update)
  return inWorkspace(workspaceId, async (tx) => {
    const row = await findAgent(tx, workspaceId, agent)
    if (!row) throw new AppError('not-found')
    const where = { workspaceId, agent, personId }
    if (!change) await beginAnewWhenDue(tx, workspaceId, agent)
    const before = await documentAfter(tx, workspaceId, agent, Number.MAX_SAFE_INTEGER)
    const anew = known !== undefined && isFormer(known, before?.root ?? null)
    if (change && anew) await mergeFormer(tx, where, known, change)
    else if (change) await changeDocument(tx, where, (doc) => applyChange(doc, change))
    else if (roleAllows(who.role, 'agent:edit') && (await currentDraft(row.draft)).upgraded.length > 0) await upgrade(tx, where)
    else if (before?.noted !== row.draftVersion) await changeDocument(tx, where, () => undefined)
    const document = await documentAfter(tx, workspaceId, agent, -1)
    if (!document) throw new AppError('not-found')
    const whole = Y.mergeUpdates(document.parts)
    return {
      update: toText(known && !anew ? lackingIn(whole, known) : whole),
      vector: toText(Y.encodeStateVectorFromUpdate(whole)),
      draftVersion: document.draftVersion,
      live: env.liveUrl(),
      anew,
    }
  })
}

async function upgrade(tx: Tx, where: Where): Promise<void> {
  await lockAgent(tx, where.workspaceId, where.agent)
  const row = await findAgent(tx, where.workspaceId, where.agent)
  if (!row) return
  const { draft } = await currentDraft(row.draft)
  await changeDocument(tx, where, (doc, view) => writeFlow(doc, view, view.read(), draft, 'upgrade'))
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromText(text)
  if (!bytes) throw new AppError('invalid-input', 'This is not base64.')
  return bytes
}

function lackingIn(whole: Uint8Array, vector: Uint8Array): Uint8Array {
  try {
    return Y.diffUpdate(whole, vector)
  } catch (cause) {
    throw new AppError('invalid-input', 'This is not the state vector of a Yjs document.', undefined, { cause })
  }
}
