import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import type { Tx } from '../platform/db.ts'
import type { AgentView } from './contract.ts'
import { currentDraft } from './current-draft.ts'
import { pinCalledFlows } from './pin-called-flows.ts'
import { type AgentRow, flowHash } from './store.ts'

/** An agent with its draft brought up to date, and what the compiler says of it. */
export async function agentView(tx: Tx, workspaceId: string, { publishedHash, draft: saved, ...row }: AgentRow): Promise<AgentView> {
  const { draft, upgraded } = await currentDraft(saved)
  const compiled = compile(draft, cards())
  return {
    ...row,
    draft,
    upgraded,
    problems: compiled.ok ? [] : compiled.problems,
    plan: compiled.ok ? compiled.plan.root : null,
    changed: publishedHash !== flowHash(await pinCalledFlows(tx, workspaceId, { id: row.id, draft })),
  }
}
