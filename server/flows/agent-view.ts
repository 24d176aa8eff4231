import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import type { Tx } from '../platform/db.ts'
import type { AgentView } from './contract.ts'
import { pinCalledFlows } from './pin-called-flows.ts'
import { type AgentRow, flowHash } from './store.ts'

/** An agent with what the compiler says of its draft. */
export async function agentView(tx: Tx, workspaceId: string, { publishedHash, ...row }: AgentRow): Promise<AgentView> {
  const compiled = compile(row.draft, cards())
  return {
    ...row,
    problems: compiled.ok ? [] : compiled.problems,
    plan: compiled.ok ? compiled.plan.root : null,
    changed: publishedHash !== flowHash(await pinCalledFlows(tx, workspaceId, row)),
  }
}
