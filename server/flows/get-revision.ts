import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Flow, FlowNode } from '../engine/flow.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { getRevisionContract } from './contract.ts'
import { findRevision } from './revisions-store.ts'

/** One revision with its flow as its author wrote it: what publishing named in it stands apart. Error: `not-found`. */
export async function getRevision(
  who: Principal,
  { agent, number }: z.output<typeof getRevisionContract.input>,
): Promise<z.output<typeof getRevisionContract.output>> {
  await requireAccess(who, 'agent:read', who)
  const row = await inWorkspace(who.workspaceId, (tx) => findRevision(tx, who.workspaceId, agent, number))
  if (!row) throw new AppError('not-found')
  const { flow, pinned, ...view } = row
  return { ...view, ...asWritten(flow, pinned) }
}

function asWritten(flow: Flow, pinned: readonly string[]): { flow: Flow; calls: Record<string, string> } {
  const calls: Record<string, string> = {}
  const nodes = Object.entries(flow.nodes).map(([id, node]): [string, FlowNode] => {
    if (!pinned.includes(id)) return [id, node]
    const { revision, ...inputs } = node.inputs
    if (revision?.kind === 'literal') calls[id] = String(revision.value)
    return [id, { ...node, inputs }]
  })
  return { flow: { ...flow, nodes: Object.fromEntries(nodes) }, calls }
}
