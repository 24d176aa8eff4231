import { z } from 'zod'
import type { JsonObject } from '../kernel/json.ts'
import type { Card } from './card.ts'
import { toolName } from './check-tools.ts'
import type { Block } from './define-block.ts'
import type { Hands } from './hands.ts'
import { isSecret } from './schema-shape.ts'

/** A block as a model reads it. Secrets are not a model's to give. */
export function describeTool(card: Card): ReturnType<Hands['tools']['describe']> {
  const inputs = card.inputs.filter((input) => !isSecret(input.schema))
  return {
    name: toolName({ block: card.id }),
    description: `${card.title}. ${card.summary}`,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(inputs.map((input) => [input.name, input.schema as JsonObject])),
      required: inputs.filter((input) => input.required).map((input) => input.name),
      additionalProperties: false,
    },
    destructive: card.destructive,
  }
}

/** The showing block's input from what there is to show: the outputs that carry the names of its inputs. */
export function inputFor(card: Card, output: JsonObject): JsonObject {
  return Object.fromEntries(card.inputs.flatMap(({ name }) => (Object.hasOwn(output, name) ? [[name, output[name] ?? null]] : [])))
}

/**
 * What works out the card that people see before a block acts, as a step of its own: recorded, so they confirm what
 * they saw. A block without such a card shows its input.
 */
export function confirmingBlock(block: Block): Block {
  const { confirm } = block
  const plain = { component: 'ApprovalCard', title: block.card.title }
  return {
    ...block,
    card: { ...block.card, id: `${block.card.id}:confirm`, effect: 'recorded', destructive: false, idempotent: true, join: 'all', outputs: [] },
    output: z.object({ component: z.string(), title: z.string(), props: z.record(z.string(), z.unknown()) }),
    run: async ({ input, ...hands }) => (confirm ? confirm(input, hands) : { ...plain, props: { message: block.card.summary, details: detailsOf(input) } }),
    confirm: undefined,
  }
}

function detailsOf(input: Record<string, unknown>): JsonObject[] {
  return Object.entries(input).map(([label, value]) => ({ label, value: typeof value === 'string' ? value : JSON.stringify(value) }))
}
