import * as Y from 'yjs'
import { newDocument, viewOf, writeFlow } from '../document/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { applyChange } from './apply-change.ts'
import { changeDocument, type Where } from './change-document.ts'
import { formersOf, writeFormer } from './document-store.ts'
import { lockAgent } from './store.ts'

/** Is this how far a copy knows that was made before the document was begun anew? Error: `invalid-input`. */
export function isFormer(vector: Uint8Array, root: number | null): boolean {
  if (root === null) return false
  const clients = clientsIn(vector)
  return clients.size > 0 && !clients.has(root)
}

/**
 * Takes in the changes of a copy from before the document was begun anew: into what is kept of then, together with all that happened
 * since, so that both meet as if it had never been begun anew; what that reads as is then the draft. The same changes twice are one.
 */
export async function mergeFormer(tx: Tx, where: Where, vector: Uint8Array, update: Uint8Array): Promise<void> {
  const { workspaceId, agent } = where
  await lockAgent(tx, workspaceId, agent)
  const clients = clientsIn(vector)
  const formers = await formersOf(tx, workspaceId, agent)
  const former = formers.find(({ root }) => clients.has(root)) ?? formers.find(({ root }) => root === 0)
  if (!former) throw new AppError('conflict', 'This copy belongs to no draft that is known here. Export it as a file, then open the draft anew.')
  const doc = newDocument()
  Y.applyUpdate(doc, former.state)
  const view = viewOf(doc)
  await changeDocument(tx, where, (ours, oursView) => {
    const now = oursView.read()
    writeFlow(doc, view, view.read(), now, 'since')
    applyChange(doc, update)
    if (doc.store.pendingStructs || doc.store.pendingDs) throw new AppError('conflict', 'Changes before this one have not come in. Send all you have.')
    writeFlow(ours, oursView, now, view.read(), 'former')
  })
  await writeFormer(tx, workspaceId, agent, { root: former.root, state: Y.encodeStateAsUpdate(doc) })
}

function clientsIn(vector: Uint8Array): Map<number, number> {
  try {
    return Y.decodeStateVector(vector)
  } catch (cause) {
    throw new AppError('invalid-input', 'This is not the state vector of a Yjs document.', undefined, { cause })
  }
}
