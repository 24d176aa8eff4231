import { z } from 'zod'
import type { JsonObject } from '../../../kernel/json.ts'
import { formFieldSchema, valuesSchemaOf } from './form.ts'

export const identityFieldSchema = formFieldSchema.extend({
  /** Shown as dots with its last characters once it is sent. */
  masked: z.boolean().default(false),
})
export type IdentityField = z.infer<typeof identityFieldSchema>

/** Asks who somebody is, with their consent; a field of kind `file` takes a document. */
export const identityFormSchema = z.object({
  requester: z.string().default('The agent'),
  message: z.string().default(''),
  fields: z.array(identityFieldSchema).min(1).max(40),
  /** What is known already, masked before it came here. */
  known: z.array(z.object({ label: z.string(), value: z.string() })).default([]),
  consent: z.string().min(1).max(2000),
})
export type IdentityFormProps = z.infer<typeof identityFormSchema>

/** JSON Schema of the answer: the fields, and the consent, which must be given. */
export function identitySchemaOf(fields: readonly IdentityField[]): JsonObject {
  const { properties, required, ...rest } = valuesSchemaOf(fields)
  return {
    ...rest,
    properties: { ...(properties as JsonObject), consent: { type: 'boolean', enum: [true] } },
    required: [...(required as string[]), 'consent'],
  }
}
