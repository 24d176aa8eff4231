import { z } from 'zod'
import type { FieldHint } from '../../engine/card.ts'
import type { Question } from '../../engine/hands.ts'
import { draw } from '../show/draw.ts'
import { verdictSchema } from './verdict.ts'

/** Inputs of the blocks that ask for a yes or a no on an approval card. */
export const approvingShape = {
  title: z.string().min(1).max(200).meta({ title: 'Title', description: 'What is asked, in one line.' }),
  message: z.string().max(4000).default('').meta({ title: 'Message', description: 'What the person should know before answering.' }),
  details: z
    .array(z.object({ label: z.string(), value: z.string() }))
    .max(40)
    .default([])
    .meta({ title: 'Details', description: 'A small table of facts.' }),
  requester: z.string().max(80).default('This flow').meta({ title: 'Asked by' }),
  risk: z.enum(['low', 'medium', 'high']).default('medium').meta({ title: 'Risk' }),
}
type Approving = z.infer<z.ZodObject<typeof approvingShape>>

export const approvingFields = {
  message: { control: 'multiline' },
  details: { control: 'keyvalue', advanced: true },
  requester: { advanced: true },
} satisfies Partial<Record<keyof Approving, FieldHint>>

export function approvalQuestion({ title, requester, message, details, risk }: Approving): Question {
  return {
    kind: 'approval',
    title,
    ...(message ? { message } : {}),
    ...draw('ApprovalCard', { requester, message, details, risk }),
    responseSchema: verdictSchema,
  }
}
