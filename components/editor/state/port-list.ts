import type { NodePort } from '../../../server/engine/flow.ts'
import { sameData } from './flow-edit.ts'

const schemas: Record<string, { label: string; schema: NodePort['schema'] }> = {
  text: { label: 'Text', schema: { type: 'string' } },
  number: { label: 'Number', schema: { type: 'number' } },
  boolean: { label: 'Yes or no', schema: { type: 'boolean' } },
  texts: { label: 'List of texts', schema: { type: 'array', items: { type: 'string' } } },
  list: { label: 'List', schema: { type: 'array' } },
  object: { label: 'Object', schema: { type: 'object' } },
  any: { label: 'Anything', schema: {} },
}

/** The kinds a person chooses from for a port of their own. */
export const portKinds = Object.entries(schemas).map(([value, { label }]) => ({ value, label }))

export const schemaOfKind = (kind: string): NodePort['schema'] => schemas[kind]?.schema ?? {}

/** A port whose schema says more than these kinds do counts as the kind it is of. */
export function kindOfPort({ schema }: NodePort): string {
  const kinds = Object.entries(schemas)
  return (kinds.find(([, one]) => sameData(one.schema, schema)) ?? kinds.findLast(([, one]) => one.schema.type === schema.type))?.[0] ?? 'any'
}

export function nextPortName(ports: readonly NodePort[]): string {
  for (let n = ports.length + 1; ; n++) if (!ports.some(({ name }) => name === `value${n}`)) return `value${n}`
}
