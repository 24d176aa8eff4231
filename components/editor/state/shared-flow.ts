import type * as Y from 'yjs'
import { newDocument, seedDocument, viewOf, writeFlow } from '../../../server/document/index.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { type KeptUndo, type OwnUndo, ownUndo } from './own-undo.ts'

/** A flow that others may change at the same time. */
export type SharedFlow = {
  doc: Y.Doc
  read: () => Flow
  /** Brings what differs between the two into the document, as our own change. */
  write: (before: Flow, after: Flow) => void
  undo: OwnUndo
  /** A block's key stays when its id must give way to another's. Both as of the last reading. */
  keyOf: (id: string) => string | undefined
  idOf: (key: string) => string | undefined
  /** Calls when somebody else changed something, before it is read. */
  onOthers: (hear: () => void) => () => void
}

/** What comes from elsewhere is applied under this origin. */
export const others = 'others'

export function shareFlow(doc: Y.Doc, kept?: KeptUndo): SharedFlow {
  const own = { name: 'own' }
  const view = viewOf(doc)
  const undo = ownUndo(doc, own)
  if (kept) undo.restore(kept)
  return {
    doc,
    read: view.read,
    write: (before, after) => writeFlow(doc, view, before, after, own),
    undo,
    keyOf: view.keyOf,
    idOf: view.idOf,
    onOthers(hear) {
      // after all of them, so that whoever hears may write at once and read what they wrote
      const after = (_doc: Y.Doc, transactions: Y.Transaction[]) => transactions.some(({ origin }) => origin === others) && hear()
      doc.on('afterAllTransactions', after)
      return () => doc.off('afterAllTransactions', after)
    },
  }
}

/** A flow of one's own that nobody else sees, such as one that is only shown. */
export function ownFlow(flow: Flow): SharedFlow {
  const doc = newDocument({ keepAll: true })
  seedDocument(doc, flow)
  return shareFlow(doc)
}
