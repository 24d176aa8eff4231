import type { Card, CardInput, FieldHint, PortSchema } from '../../server/engine/card.ts'

export type Control = NonNullable<FieldHint['control']> | 'list' | 'date' | 'date-time' | 'file' | 'files'

/** How an input is asked for: as the block says, else as its type suggests. JSON is the way in that always works. */
export function controlOf(input: CardInput, hint: FieldHint | undefined): Control {
  return hint?.control ?? controlForSchema(input.schema)
}

function controlForSchema(schema: PortSchema): Control {
  if (choicesOf(schema).length > 0) return 'choice'
  if (schema.type === 'string' && (schema.format === 'date' || schema.format === 'date-time')) return schema.format
  if (schema.type === 'string') return typeof schema.maxLength === 'number' && schema.maxLength > 500 ? 'multiline' : 'text'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'boolean') return 'switch'
  if (schema.type === 'array') return !isSchema(schema.items) ? 'json' : schema.items.type === 'string' ? 'list' : isFile(schema.items) ? 'files' : 'json'
  if (isFile(schema)) return 'file'
  if (schema.type === 'object') return isMoney(schema) ? 'money' : isTextRecord(schema) ? 'keyvalue' : 'json'
  return 'json'
}

/** The texts an enum, or a union of constants, allows; empty when it is neither. */
export function choicesOf(schema: PortSchema): string[] {
  if (Array.isArray(schema.enum)) return schema.enum.every((one) => typeof one === 'string') ? schema.enum : []
  const options = [schema.anyOf, schema.oneOf].find(Array.isArray) as PortSchema[] | undefined
  const constants = options?.map((option) => option.const) ?? []
  return constants.every((one) => typeof one === 'string') ? (constants as string[]) : []
}

/** What stands in the form at once, and what waits behind "More". */
export function fieldsOf(card: Card, filled: (port: string) => boolean): { first: CardInput[]; more: CardInput[] } {
  const isTucked = (input: CardInput) => card.fields[input.name]?.advanced === true && !filled(input.name)
  return { first: card.inputs.filter((input) => !isTucked(input)), more: card.inputs.filter(isTucked) }
}

function isMoney(schema: PortSchema): boolean {
  return isSchema(schema.properties) && ['amountMinor', 'currency', 'decimals'].every((name) => name in (schema.properties as object))
}

function isFile(schema: PortSchema): boolean {
  return isSchema(schema.properties) && Object.keys(schema.properties).sort().join() === 'bytes,id,name,type'
}

function isTextRecord(schema: PortSchema): boolean {
  return !schema.properties && isSchema(schema.additionalProperties) && schema.additionalProperties.type === 'string'
}

function isSchema(value: unknown): value is PortSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
