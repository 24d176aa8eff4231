import { z } from 'zod'
import type { JsonObject } from '../../../kernel/json.ts'

/** One thing a form asks for. Its name is the property of the answer that holds it. */
export const formFieldSchema = z.object({
  name: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, 'a name of letters, digits and _'),
  label: z.string().max(120).default(''),
  kind: z.enum(['text', 'multiline', 'number', 'date', 'choice', 'boolean', 'file']).default('text'),
  help: z.string().max(400).default(''),
  required: z.boolean().default(true),
  /** For kind `choice`. */
  options: z
    .array(z.object({ value: z.string().min(1).max(200), hint: z.string().max(200).default('') }))
    .max(50)
    .default([]),
  min: z.number().optional(),
  max: z.number().optional(),
})
export type FormField = z.infer<typeof formFieldSchema>

/**
 * Asks for values. `asks: 'values'` takes them as the answer; `asks: 'verdict'` shows values that may be changed before
 * somebody says yes. A form of one choice is drawn as buttons.
 */
export const formSchema = z.object({
  requester: z.string().default('The agent'),
  message: z.string().default(''),
  asks: z.enum(['values', 'verdict']).default('values'),
  fields: z.array(formFieldSchema).min(1).max(40),
  /** What stands in the fields at first. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Shown beside the fields, and not to be changed. */
  details: z.array(z.object({ label: z.string(), value: z.string() })).default([]),
  submitLabel: z.string().default('Send'),
  declineLabel: z.string().default('Decline'),
})
export type FormProps = z.infer<typeof formSchema>

/** JSON Schema of the values that fit these fields: checked in the form, and again on the server. */
export function valuesSchemaOf(fields: readonly FormField[]): JsonObject {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  }
}

function schemaOf({ kind, label, help, required, options, min, max }: FormField): JsonObject {
  const words = { ...(label ? { title: label } : {}), ...(help ? { description: help } : {}) }
  const range = { ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) }
  switch (kind) {
    case 'text':
      return { type: 'string', ...(required ? { minLength: 1 } : {}), maxLength: 1000, ...words }
    case 'multiline':
      return { type: 'string', ...(required ? { minLength: 1 } : {}), maxLength: 20_000, ...words }
    case 'number':
      return { type: 'number', ...range, ...words }
    case 'date':
      return { type: 'string', format: 'date', ...words }
    case 'choice':
      return { type: 'string', enum: options.map(({ value }) => value), ...words }
    case 'boolean':
      return { type: 'boolean', ...words }
    case 'file':
      // an answer names it; what it is, the server knows
      return { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'], additionalProperties: false, 'x-file': true, ...words }
  }
}
