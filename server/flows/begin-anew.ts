import * as Y from 'yjs'
import { newDocument, seedDocument, viewOf } from '../document/index.ts'
import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { documentAfter, isRested, noteBeginning, replaceDocument } from './document-store.ts'
import { lockAgent } from './store.ts'

/** After so many changes, when nobody made one for so long. */
const due = { changes: 500, hours: 24 }

/**
 * A document keeps a mark of everything that was ever deleted from it. One that rested is begun anew from what it reads as; who comes
 * back with a copy of before is merged by what is kept of it (merge-former.ts).
 */
export async function beginAnewWhenDue(tx: Tx, workspaceId: string, agent: string): Promise<void> {
  if (!(await isRested(tx, workspaceId, agent, due))) return
  await lockAgent(tx, workspaceId, agent)
  const held = await documentAfter(tx, workspaceId, agent, -1)
  if (!held || !(await isRested(tx, workspaceId, agent, due))) return
  const doc = newDocument()
  for (const part of held.parts) Y.applyUpdate(doc, part)
  const former = Y.encodeStateAsUpdate(doc)
  const fresh = newDocument()
  while (doc.store.clients.has(fresh.clientID)) fresh.clientID = newDocument().clientID
  seedDocument(fresh, viewOf(doc).read())
  const state = Y.encodeStateAsUpdate(fresh)
  if (state.length * 2 > former.length) return await noteBeginning(tx, workspaceId, agent)
  await replaceDocument(tx, { workspaceId, agentId: agent, state, root: fresh.clientID, former, formerRoot: held.root ?? 0 })
  tx.afterCommit(() => announce('hearth_flows', [agent]))
}
