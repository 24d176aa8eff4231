import type { PortSchema } from './card.ts'
import type { controlOutputs } from './flow.ts'

/** What the control outputs that every node has carry out. */
export const controlTypes: Record<(typeof controlOutputs)[number], PortSchema> = {
  done: { type: 'boolean', const: true },
  error: {
    type: 'object',
    properties: { code: { type: 'string' }, message: { type: 'string' }, retry: { type: 'string', enum: ['never', 'later'] }, details: {} },
    required: ['code', 'message', 'retry'],
    additionalProperties: false,
  },
}

/** The type of an output as it stands in one flow. `inside`: what a container gives to the nodes in it. */
export type OutputTypes = (node: string, port: string, inside?: boolean) => PortSchema | undefined
