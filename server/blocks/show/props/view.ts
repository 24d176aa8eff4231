import { z } from 'zod'
import type { JsonObject } from '../../../kernel/json.ts'
import type { ViewElement, ViewSpec } from './check-view.ts'
import { type FormField, valuesSchemaOf } from './form.ts'

const elementSchema = z.object({ type: z.string().max(60), props: z.record(z.string(), z.unknown()).default({}), children: z.array(z.string()).default([]) })

/** Anything, laid out of parts and cards. Its spec was checked against the catalog before: `viewOf`. */
export const viewSchema = z.object({
  title: z.string().max(120).default(''),
  spec: z.object({ root: z.string(), elements: z.record(z.string(), elementSchema) }),
  /** What stands in its fields is seen and filled by all in the room together. */
  shared: z.boolean().default(false),
})
export type ViewProps = z.infer<typeof viewSchema>

/** The fields a view asks for, each name once. */
export function inputsOf({ elements }: ViewSpec): FormField[] {
  const found = Object.values(elements).flatMap(({ type, props }) => (type === 'Input' ? [props as unknown as FormField] : []))
  return found.filter(({ name }, at) => found.findIndex((other) => other.name === name) === at)
}

/** What its buttons can answer. */
export function actionsOf({ elements }: ViewSpec): string[] {
  return [...new Set(Object.values(elements).flatMap(({ type, props }: ViewElement) => (type === 'Button' ? [String(props.action)] : [])))]
}

/** JSON Schema of the answer: one of its actions, and what stands in its fields. Nothing else is taken. */
export function viewAnswerOf(spec: ViewSpec): JsonObject {
  return {
    type: 'object',
    properties: { action: { type: 'string', enum: actionsOf(spec) }, values: valuesSchemaOf(inputsOf(spec)) },
    required: ['action', 'values'],
    additionalProperties: false,
  }
}
