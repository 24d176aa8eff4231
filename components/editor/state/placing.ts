import type { Card, Catalogue } from '../../../server/engine/card.ts'
import type { FlowNode } from '../../../server/engine/flow.ts'

/** What comes on to the canvas: a block, with what it holds from the beginning. */
export type Placing = { card: Card; inputs?: FlowNode['inputs'] }

const executeBlock = 'flow.execute'

/** The other agents of a workspace as blocks to choose from: each is the block that runs it. */
export function agentCards(catalogue: Catalogue, agents: readonly { id: string; name: string }[]): Card[] {
  const card = catalogue.get(executeBlock)
  if (!card) return []
  return agents.map(({ id, name }) => ({
    ...card,
    id: `${executeBlock} ${id}`,
    title: name,
    summary: `Runs the flow of ${name} as a part of this one.`,
    category: 'your agents',
  }))
}

/** What a chosen or dragged entry places: the id of a block, and for an agent its own behind it. */
export function placingOf(entry: string, catalogue: Catalogue): Placing | undefined {
  const [block = '', agent] = entry.split(' ')
  const card = catalogue.get(block)
  return card && { card, ...(agent === undefined ? {} : { inputs: { agent: { kind: 'literal', value: agent } } }) }
}
