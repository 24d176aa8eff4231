import { z } from 'zod'
import type { FlowReference } from '../../engine/hands.ts'
import type { JsonObject } from '../../kernel/json.ts'

/** Which flow is meant. */
export const referencePorts = {
  agent: z.uuid().meta({ title: 'Agent', description: 'The agent whose flow it is.' }),
  revision: z.uuid().optional().meta({ title: 'Revision', description: 'Always this one. Left out, the one that is published when this flow is published.' }),
}

/** The ports that the node has of its own are part of what the flow is given, and win over `input`. */
export function referenceOf({
  agent,
  revision,
  input,
  ...ports
}: {
  agent: string
  revision?: string | undefined
  input: JsonObject
  [port: string]: unknown
}): {
  reference: FlowReference
  given: JsonObject
} {
  return { reference: { agent, ...(revision === undefined ? {} : { revision }) }, given: { ...input, ...(ports as JsonObject) } }
}
