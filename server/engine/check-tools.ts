import { z } from 'zod'
import type { Json } from '../kernel/json.ts'
import type { Catalogue } from './card.ts'
import { canConnect } from './ports.ts'

export const toolSchema = z.object({
  block: z.string(),
  /** Ask a person before each use. */
  ask: z.boolean().optional(),
  /** A showing block that draws the tool's output. */
  show: z.string().optional(),
  /** What the model calls it. */
  name: z.string().optional(),
})
export type Tool = z.infer<typeof toolSchema>

/** A model's name for a block: letters, digits, `_` and `-`, as all providers take them. */
export function toolName(tool: Tool): string {
  return (tool.name ?? tool.block).replaceAll(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64)
}

/** Reads an input's value as a list of tools; what cannot be read as one is left out. */
export function toolsIn(value: Json): Tool[] {
  return Array.isArray(value) ? value.flatMap((entry) => toolSchema.safeParse(entry).data ?? []) : []
}

/** Why a list of blocks may not be handed to a model as tools, in sentences. */
export function checkTools(value: Json, catalogue: Catalogue): string[] {
  const seen = new Set<string>()
  return toolsIn(value).flatMap((tool) => {
    const name = toolName(tool)
    const twice = seen.has(name)
    seen.add(name)
    const card = catalogue.get(tool.block)
    if (!card) return [`there is no block called "${tool.block}" to use as a tool. Choose another one.`]
    if (card.trigger) return [`"${card.title}" starts flows and cannot be a tool. Remove it from the tools.`]
    if (card.container) return [`"${card.title}" holds other blocks and cannot be a tool. Remove it from the tools.`]
    if (twice) return [`two tools are called "${name}". Give one of them another name.`]
    const misfit = tool.show === undefined ? null : checkShow(tool.block, tool.show, catalogue)
    return misfit ? [misfit] : []
  })
}

/** A showing block takes those outputs of the tool that carry the names of its inputs. */
function checkShow(block: string, show: string, catalogue: Catalogue): string | null {
  const shown = catalogue.get(show)
  if (!shown) return `there is no block called "${show}" to show the tool "${block}" with. Choose another one.`
  for (const input of shown.inputs) {
    const output = catalogue.get(block)?.outputs.find((each) => each.name === input.name)
    if (!output) {
      if (input.required) return `"${shown.title}" cannot show what "${block}" gives: it needs "${input.name}". Choose another one.`
      continue
    }
    const answer = canConnect(output.schema, input.schema)
    if (!answer.ok) return `"${shown.title}" cannot show what "${block}" gives: "${input.name}": ${answer.reason}. Choose another one.`
  }
  return null
}
