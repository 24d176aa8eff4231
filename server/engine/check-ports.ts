import type { Card } from './card.ts'
import { mayHave } from './card-of-node.ts'
import { controlInput, controlOutputs, type FlowNode } from './flow.ts'
import type { Problem } from './plan.ts'
import { portSchemaFrom } from './port-schema.ts'

/** What is wrong with the ports that a node has and its block does not. */
export function checkPorts(id: string, name: string, node: FlowNode, card: Card): Problem[] {
  if (!node.ports) return []
  const sides = ['inputs', 'outputs'] as const
  return sides.flatMap((side) => {
    const ports = node.ports?.[side] ?? []
    const word = side === 'inputs' ? 'input' : 'output'
    if (ports.length > 0 && !mayHave(card, side))
      return [{ code: 'bad-port' as const, node: id, message: `"${name}" may have no ${side} of its own. Remove them.` }]
    const taken = new Set<string>([
      ...card[side].map((port) => port.name),
      ...(side === 'inputs' ? [controlInput, ...(card.inside?.inputs ?? []).map((port) => port.name)] : controlOutputs),
    ])
    return ports.flatMap((port): Problem[] => {
      const at = { code: 'bad-port' as const, node: id, port: port.name }
      if (taken.has(port.name)) return [{ ...at, message: `"${name}" has an ${word} called "${port.name}" already. Give one of them another name.` }]
      taken.add(port.name)
      const schema = portSchemaFrom(port.schema)
      return schema.ok ? [] : [{ ...at, message: `The type of "${port.title ?? port.name}" of "${name}": ${schema.message}` }]
    })
  })
}
