import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import type { AgentView } from './contract.ts'
import { type AgentRow, flowHash } from './store.ts'

/** An agent with what the compiler says of its draft. */
export function agentView({ publishedHash, ...row }: AgentRow): AgentView {
  const compiled = compile(row.draft, cards())
  return {
    ...row,
    problems: compiled.ok ? [] : compiled.problems,
    plan: compiled.ok ? compiled.plan.root : null,
    changed: publishedHash !== flowHash(row.draft),
  }
}
