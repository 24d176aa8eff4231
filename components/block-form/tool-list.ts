import type { Card, Catalogue } from '../../server/engine/card.ts'
import { canConnect } from '../../server/engine/ports.ts'
import type { Json } from '../../server/kernel/json.ts'

/** A block an agent may use as a tool, as it stands in the flow. */
export type Tool = { block: string; name?: string; ask?: boolean; show?: string }

export function toolsOf(value: Json | undefined): Tool[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one) || typeof one.block !== 'string') return []
    const { block, name, ask, show } = one
    return [
      { block, ...(typeof name === 'string' && name ? { name } : {}), ...(ask === true ? { ask } : {}), ...(typeof show === 'string' && show ? { show } : {}) },
    ]
  })
}

/** Blocks that can be tools: they are given inputs and finish, so no beginnings, no notes, and nothing that only works inside others. */
export function usableAsTools(catalogue: Catalogue): Card[] {
  return [...catalogue.values()].filter(
    (card) => !card.trigger && !['internal', 'control', 'layout'].includes(card.category) && card.inputs.length + card.outputs.length > 0,
  )
}

/** The showing blocks that can draw what a tool gives: each thing they need is an output of the same name that fits. */
export function showersFor(tool: Card, catalogue: Catalogue): Card[] {
  return [...catalogue.values()].filter((card) => {
    if (!card.id.startsWith('show.') || card.effect === 'composite') return false
    const needed = card.inputs.filter((input) => input.required)
    return needed.length > 0 && needed.every((input) => tool.outputs.some((output) => output.name === input.name && canConnect(output.schema, input.schema).ok))
  })
}

/** The name a model knows a tool by, as the engine makes it when none is given. */
export function toolName(tool: Tool): string {
  return tool.name ?? tool.block.replace(/[^a-zA-Z0-9_-]/g, '_')
}
