import { writeFlow } from '../document/index.ts'
import type { Flow } from '../engine/flow.ts'
import type { Tx } from '../platform/db.ts'
import { changeDocument } from './change-document.ts'
import { documentAfter, replaceDraft } from './document-store.ts'
import { findAgent, lockAgent } from './store.ts'

type Draft = { agent: string; draftVersion: number; flow: Flow; personId: string | null }

/** Makes a whole flow the draft; whoever has it open sees it change. False when the draft is no longer at `draftVersion`. */
export async function writeDraft(tx: Tx, workspaceId: string, { agent, draftVersion, flow, personId }: Draft): Promise<boolean> {
  await lockAgent(tx, workspaceId, agent)
  const row = await findAgent(tx, workspaceId, agent)
  if (row?.draftVersion !== draftVersion) return false
  const document = await documentAfter(tx, workspaceId, agent, Number.MAX_SAFE_INTEGER)
  // as long as nobody opened it on a canvas the draft itself is all there is
  if (document) await changeDocument(tx, { workspaceId, agent, personId }, (doc, view) => writeFlow(doc, view, view.read(), flow, 'whole'))
  else await replaceDraft(tx, workspaceId, agent, flow)
  return true
}
