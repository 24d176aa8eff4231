import { z } from 'zod'
import type { JsonObject } from '../kernel/json.ts'
import type { PortSchema } from './card.ts'
import { cardOfNode } from './card-of-node.ts'
import { checkValue } from './check-value.ts'
import type { Block } from './define-block.ts'
import type { FlowNode } from './flow.ts'
import { resultBlock } from './interface.ts'

/** A node's block with the ports that are the node's own: they are taken in, checked and given out like the block's. */
export function blockOfNode(node: FlowNode, block: Block): Block {
  const card = cardOfNode(node, block.card)
  if (card === block.card) return block
  const inputs = card.inputs.filter(({ name }) => !Object.hasOwn(block.input.shape, name))
  const outputs = card.outputs.filter(({ name }) => !Object.hasOwn(block.output.shape, name))
  const extended = (shape: z.ZodObject, ports: { name: string; schema: PortSchema; required?: boolean }[]) =>
    shape.extend(Object.fromEntries(ports.map(({ name, schema, required }) => [name, required ? typeOf(schema) : typeOf(schema).optional()])))
  const made = { ...block, card, input: extended(block.input, inputs), output: extended(block.output, outputs) }
  // What a flow gives is what comes in here.
  return block.card.id === resultBlock ? { ...made, output: made.input, run: async ({ input }) => input as JsonObject } : made
}

function typeOf(schema: PortSchema) {
  return z.unknown().superRefine((value, context) => {
    const reason = value === undefined ? 'it is missing' : checkValue(schema, value as never)
    if (reason) context.addIssue({ code: 'custom', message: reason })
  })
}
