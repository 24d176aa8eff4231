import type { PortSchema } from '../../../server/engine/card.ts'

/** The broad kind of a port, which gives its dot a tint. Whether two ports fit is canConnect's to say, not the tint's. */
export type PortKind = 'any' | 'text' | 'number' | 'boolean' | 'list' | 'object'

export function kindOf(schema: PortSchema): PortKind {
  const { type } = schema
  if (type === 'string') return 'text'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'boolean'
  if (type === 'array') return 'list'
  if (type === 'object') return 'object'
  const values = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : []
  if (values.length > 0 && values.every((value) => typeof value === 'string')) return 'text'
  const options = [schema.anyOf, schema.oneOf].find(Array.isArray)
  const kinds = new Set(options?.map((option: PortSchema) => kindOf(option)))
  return kinds.size === 1 ? ([...kinds][0] ?? 'any') : 'any'
}
