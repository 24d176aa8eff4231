import { alternatives, propertiesOf, requires } from '../../engine/schema-shape.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { type FormField, formFieldSchema } from '../show/props/form.ts'

type Scalar = string | number | boolean

/** Fields that ask for what a JSON Schema of an object describes. Texts, numbers, dates, choices and yes or no only. */
export function fieldsOfSchema(schema: JsonObject): FormField[] {
  const fields = propertiesOf(schema).map(([name, member]) => {
    const [only = {}, ...others] = alternatives(member)
    const kind = others.length > 0 ? undefined : kindOf(only)
    if (!kind) throw new AppError('invalid-input', `A form cannot ask for "${name}": it asks for texts, numbers, dates, choices and yes or no.`)
    return formFieldSchema.parse({
      name,
      kind,
      label: typeof only.title === 'string' ? only.title : '',
      help: typeof only.description === 'string' ? only.description : '',
      required: requires(schema, name),
      ...(Array.isArray(only.enum) ? { options: only.enum.map((value) => ({ value: String(value) })) } : {}),
      ...(typeof only.minimum === 'number' ? { min: only.minimum } : {}),
      ...(typeof only.maximum === 'number' ? { max: only.maximum } : {}),
    })
  })
  return asked(fields)
}

function kindOf({ type, format, maxLength, enum: choices }: Record<string, unknown>): FormField['kind'] | undefined {
  if (Array.isArray(choices)) return choices.every((choice) => typeof choice === 'string') ? 'choice' : undefined
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'boolean'
  if (type !== 'string') return undefined
  if (format === 'date') return 'date'
  return typeof maxLength === 'number' && maxLength > 300 ? 'multiline' : 'text'
}

/** A field for each value that can be changed in one: a text, a number, a yes or no. */
export function fieldsOfValues(values: JsonObject): FormField[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const kind = kindOfValue(value)
    return kind ? [formFieldSchema.parse({ name, kind, required: value !== '' })] : []
  })
}

function kindOfValue(value: Json): FormField['kind'] | undefined {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value !== 'string') return undefined
  return value.length > 80 || value.includes('\n') ? 'multiline' : 'text'
}

/** Refuses what nobody could answer. */
export function asked(fields: FormField[]): FormField[] {
  if (fields.length === 0) throw new AppError('invalid-input', 'There is nothing to fill in. Name at least one field.')
  const twice = fields.find(({ name }, i) => fields.findIndex((other) => other.name === name) !== i)
  if (twice) throw new AppError('invalid-input', `Two fields are named "${twice.name}". Give each a name of its own.`)
  const bare = fields.find(({ kind, options }) => kind === 'choice' && options.length === 0)
  if (bare) throw new AppError('invalid-input', `The field "${bare.name}" is a choice of nothing. Give it options.`)
  return fields
}

/** What of these values a field can show. */
export function scalarsOf(values: JsonObject, fields: readonly FormField[]): Record<string, Scalar> {
  return Object.fromEntries(fields.flatMap(({ name }) => (isScalar(values[name]) ? [[name, values[name]]] : [])))
}

const isScalar = (value: Json | undefined): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value)
