import * as Y from 'yjs'
import { type DocumentView, newDocument, seedDocument, viewOf, writeFlow } from '../document/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { compactDocument, documentAfter, insertChange, insertDocument, noteDraft } from './document-store.ts'
import { findAgent, lockAgent } from './store.ts'

type Opened = { doc: Y.Doc; view: DocumentView; newest: number; root: number | null }
export type Where = { workspaceId: string; agent: string; personId: string | null }

const mostBytes = 2_000_000
const mostChanges = 50
const mostOpen = 50
/** Documents this process had in hand lately. Another may have changed them since: they are brought up to date before use. */
const opened = new Map<string, Opened>()

/**
 * Changes the document of a draft, one at a time in all processes, and keeps what the draft reads as with it. When this is
 * committed, the change is kept for good. Answers the draft's version. Errors: `not-found`, `conflict`, `too-large`.
 */
export async function changeDocument(tx: Tx, { workspaceId, agent, personId }: Where, change: (doc: Y.Doc, view: DocumentView) => void): Promise<number> {
  await lockAgent(tx, workspaceId, agent)
  const row = await findAgent(tx, workspaceId, agent)
  if (!row) throw new AppError('not-found')
  const document = opened.get(agent) ?? unread()
  opened.delete(agent) // back in when all went well: half a change stays in nobody's hand
  let known = await catchUp(tx, { workspaceId, agent }, document)
  if (!known) {
    seedDocument(document.doc, row.draft)
    await insertDocument(tx, workspaceId, agent, Y.encodeStateAsUpdate(document.doc), row.draftVersion)
    document.newest = 0
    known = { base: 0, noted: row.draftVersion }
  }
  const elsewhere = known.noted !== row.draftVersion
  const update = changeIn(document.doc, () => {
    if (elsewhere) writeFlow(document.doc, document.view, document.view.read(), row.draft, 'elsewhere')
    change(document.doc, document.view)
  })
  let version = row.draftVersion
  if (document.doc.store.pendingStructs || document.doc.store.pendingDs)
    throw new AppError('conflict', 'Changes before this one have not come in. Send everything since the vector you were given.')
  if (update) {
    const flow = document.view.read()
    if (JSON.stringify(flow).length > mostBytes)
      throw new AppError('too-large', 'A flow has at most 2 million characters. Take something out, or split it into flows that call each other.')
    document.newest++
    version = await insertChange(tx, { workspaceId, agentId: agent, seq: document.newest, update, personId, flow })
    if (document.newest - known.base >= mostChanges) await compactDocument(tx, workspaceId, agent, document.newest, Y.encodeStateAsUpdate(document.doc))
  } else if (elsewhere) await noteDraft(tx, workspaceId, agent, version)
  tx.afterCommit(() => {
    keep(agent, document)
    if (update) announce('hearth_flows', [agent])
  })
  return version
}

/** Undefined when there is no document yet, else up to where it is one piece, and the version of the draft it was written to. */
async function catchUp(
  tx: Tx,
  { workspaceId, agent }: { workspaceId: string; agent: string },
  document: Opened,
): Promise<{ base: number; noted: number } | undefined> {
  let news = await documentAfter(tx, workspaceId, agent, document.newest)
  if (!news) return undefined
  if (document.newest >= 0 && document.root !== news.root) {
    Object.assign(document, unread()) // begun anew since: nothing of ours fits
    news = (await documentAfter(tx, workspaceId, agent, -1)) ?? news
  }
  for (const part of news.parts) Y.applyUpdate(document.doc, part)
  document.newest = news.newest
  document.root = news.root
  return { base: news.base, noted: news.noted }
}

/** What a change adds to a document; undefined when that is nothing. */
function changeIn(doc: Y.Doc, change: () => void): Uint8Array | undefined {
  const updates: Uint8Array[] = []
  const hear = (update: Uint8Array) => void updates.push(update)
  doc.on('update', hear)
  try {
    change()
  } finally {
    doc.off('update', hear)
  }
  return updates.length > 1 ? Y.mergeUpdates(updates) : updates[0]
}

function unread(): Opened {
  const doc = newDocument()
  return { doc, view: viewOf(doc), newest: -1, root: null }
}

function keep(agent: string, document: Opened): void {
  opened.delete(agent)
  opened.set(agent, document)
  for (const oldest of opened.keys()) if (opened.size > mostOpen) opened.delete(oldest)
}
