import { cards } from '../blocks/index.ts'
import type { Flow, FlowNode } from '../engine/flow.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import type { Tx } from '../platform/db.ts'
import { publishedRevisions } from './store.ts'

/**
 * A draft as it is published: every flow it calls, at the revision of that flow that the environment is at, or production. So a revision does the
 * same for ever, whatever becomes of the flows it calls; publishing it anew takes up their newer ones. Left open, and found
 * when it runs: a flow that is chosen while it runs or has nothing published, and the agent's own.
 */
export async function pinCalledFlows(
  tx: Tx,
  workspaceId: string,
  { id, draft }: { id: string; draft: Flow },
  environment: EnvironmentName = 'production',
): Promise<Flow> {
  const calls = Object.entries(draft.nodes).flatMap(([node, placed]) => {
    const agent = calledBy(node, placed, draft)
    return agent === undefined || agent === id ? [] : [{ node, placed, agent }]
  })
  if (calls.length === 0) return draft
  const published = await publishedRevisions(tx, workspaceId, [...new Set(calls.map(({ agent }) => agent))], environment)
  const pinned = calls.flatMap(({ node, placed, agent }): [string, FlowNode][] => {
    const revision = published.get(agent)
    return revision === undefined ? [] : [[node, { ...placed, inputs: { ...placed.inputs, revision: { kind: 'literal', value: revision } } }]]
  })
  return { ...draft, nodes: { ...draft.nodes, ...Object.fromEntries(pinned) } }
}

/** The nodes for which {@link pinCalledFlows} named a revision. */
export function pinnedIn(draft: Flow, pinned: Flow): string[] {
  return Object.keys(pinned.nodes).filter((id) => pinned.nodes[id]?.inputs.revision && !draft.nodes[id]?.inputs.revision)
}

/** The agent whose flow a node calls without saying at which revision. */
function calledBy(id: string, { block, inputs }: FlowNode, { wires }: Flow): string | undefined {
  const card = cards().get(block)
  if (card?.fields.agent?.control !== 'agent' || !card.inputs.some(({ name }) => name === 'revision')) return undefined
  if (inputs.revision || wires.some(({ to }) => to.node === id && (to.port === 'agent' || to.port === 'revision'))) return undefined
  const value = inputs.agent?.kind === 'literal' ? inputs.agent.value : undefined
  return typeof value === 'string' && uuid.test(value) ? value : undefined
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
