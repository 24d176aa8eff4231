import type { Catalogue, PortSchema } from './card.ts'
import { cardOfNode } from './card-of-node.ts'
import { checkExpressionOver } from './expression.ts'
import type { Flow } from './flow.ts'
import type { Problem } from './plan.ts'

/** Can the key be worked out from what starts the flow? */
export function checkConcurrency(flow: Flow, catalogue: Catalogue): Problem[] {
  const key = flow.concurrency?.key?.trim()
  if (!key) return []
  const typed = checkExpressionOver(key, { input: inputType(flow, catalogue) })
  return typed.ok ? [] : [{ code: 'bad-limit', message: `The key of "runs at once" cannot be worked out: ${typed.message}` }]
}

/** What its trigger gives out; a flow without one takes anything. */
function inputType(flow: Flow, catalogue: Catalogue): PortSchema {
  const trigger = Object.values(flow.nodes).find((node) => !node.disabled && catalogue.get(node.block)?.trigger)
  const card = trigger && catalogue.get(trigger.block)
  if (!trigger || !card) return {}
  return { type: 'object', properties: Object.fromEntries(cardOfNode(trigger, card).outputs.map(({ name, schema }) => [name, schema])) }
}
